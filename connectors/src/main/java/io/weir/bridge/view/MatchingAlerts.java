package io.weir.bridge.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The firing alerts that something concerns.
 *
 * @param count how many there are
 * @param alerts the first of them as the list of alerts shows them, newest episode first
 */
public record MatchingAlerts(int count, List<ObjectNode> alerts) {}
