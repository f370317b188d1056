package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import java.util.Map;

/**
 * How a job ended.
 *
 * @param status {@code successful}, {@code failed} or {@code error}
 * @param stdout text of the run
 * @param hosts recap by host; {@code null} when the run ended before any recap
 * @param artifacts what the playbook reported about itself
 * @param explanation why it failed, else empty
 */
public record JobOutcome(
        String status, String stdout, Map<String, HostResult> hosts, ObjectNode artifacts, String explanation) {

    /** A run that ended well, with one artifact {@code effect}. */
    public static JobOutcome successful(Map<String, HostResult> hosts, String effect, String stdout) {
        return new JobOutcome("successful", stdout, hosts, Json.object().put("effect", effect), "");
    }

    /** A run in which a task failed. */
    public static JobOutcome failed(Map<String, HostResult> hosts, String stdout) {
        return new JobOutcome("failed", stdout, hosts, Json.object(), "");
    }
}
