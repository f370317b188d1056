package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a scripted job is asked to do.
 *
 * @param limit host pattern the job runs with; empty means the whole inventory
 * @param hosts hosts of the inventory that the limit matches, never empty
 * @param extraVars all variables, the template's own included
 * @param check whether nothing may be changed
 */
public record JobRun(int jobId, String template, String limit, List<String> hosts, JsonNode extraVars, boolean check) {}
