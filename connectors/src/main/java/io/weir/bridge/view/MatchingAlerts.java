package io.weir.bridge.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The firing alerts that something concerns.
 *
 * @param count how many there are; of those that were compared when it is not complete
 * @param complete whether all were compared; the newest were, when it is not
 * @param alerts the first of them as the list of alerts shows them, newest episode first
 */
public record MatchingAlerts(int count, boolean complete, List<ObjectNode> alerts) {}
