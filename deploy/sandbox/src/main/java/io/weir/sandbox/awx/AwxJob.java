package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A job as it is stored. Times are UTC instants in ISO form.
 *
 * @param template name of its template
 * @param limit host pattern it runs with; empty means the whole inventory
 * @param labels names of its labels
 * @param user who launched it
 * @param extraVars all variables as JSON text
 * @param started {@code null} until it runs
 * @param finished {@code null} until it has ended
 * @param hostStatusCounts {@code null} when the run gave no recap
 * @param stdout empty until it has ended
 */
public record AwxJob(
        int id,
        String template,
        String status,
        String limit,
        String jobType,
        List<String> labels,
        String user,
        String extraVars,
        String created,
        String started,
        String finished,
        Map<String, Integer> hostStatusCounts,
        JsonNode artifacts,
        String explanation,
        String stdout) {}
