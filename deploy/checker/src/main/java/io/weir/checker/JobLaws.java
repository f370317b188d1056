package io.weir.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The laws about jobs. */
final class JobLaws {
    /** What a remediation can come to. */
    private static final Set<String> VERDICTS =
            Set.of("refused", "denied", "expired", "succeeded", "no-effect", "failed", "canceled", "unknown");

    private final Evidence evidence;
    private final List<Finding> findings;

    JobLaws(Evidence evidence, List<Finding> findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        Set<String> requested = new LinkedHashSet<>();
        for (JsonNode remediation : evidence.remediations()) {
            if (remediation.path("kind").asText().equals("requested")) {
                requested.add(remediation.path("remediationId").asText());
            }
        }
        requested.forEach(this::check);
        for (JsonNode job : evidence.jobs()) {
            for (JsonNode label : job.path("labels")) {
                if (!requested.contains(label.asText())) {
                    find(Law.ONE_LAUNCH, label.asText(), "job " + id(job) + ": nobody asked for it");
                }
            }
        }
    }

    private void check(String remediation) {
        List<JsonNode> effective = new ArrayList<>();
        List<String> jobs = new ArrayList<>();
        for (JsonNode job : evidence.jobs()) {
            if (labelled(job, remediation)) {
                jobs.add(id(job));
                if (effective(job)) {
                    effective.add(job);
                }
            }
        }
        if (effective.size() > 1) {
            find(
                    Law.ONE_LAUNCH,
                    remediation,
                    "jobs " + effective.stream().map(JobLaws::id).toList() + " had an effect");
        }
        verdict(remediation, jobs);
    }

    private void verdict(String remediation, List<String> jobs) {
        List<String> verdicts = new ArrayList<>();
        for (JsonNode receipt : evidence.receipts("remediation", "remediationId", remediation)) {
            String state = receipt.path("state").asText();
            String job = receipt.path("jobId").asText("");
            if (VERDICTS.contains(state)) {
                verdicts.add(state);
            }
            if (!job.isEmpty() && !jobs.contains(job) && !job.equals("null")) {
                find(Law.RECEIPTS_AGREE, remediation, "a receipt names job " + job + ", there are " + jobs);
            }
            if (state.equals("succeeded")) {
                succeeded(remediation, job);
            }
        }
        if (verdicts.size() != 1) {
            find(Law.ONE_VERDICT, remediation, "its verdicts are " + verdicts);
        }
    }

    private void succeeded(String remediation, String id) {
        for (JsonNode job : evidence.jobs()) {
            if (id(job).equals(id) && job.path("status").asText().equals("successful") && touched(job)) {
                return;
            }
        }
        find(Law.RECEIPTS_AGREE, remediation, "job " + id + " did not succeed, its receipt says it did");
    }

    private static boolean labelled(JsonNode job, String remediation) {
        for (JsonNode label : job.path("labels")) {
            if (label.asText().equals(remediation)) {
                return true;
            }
        }
        return false;
    }

    /** A job that found its work done says so in an artifact: {@code effect: already_done}. */
    private static boolean effective(JsonNode job) {
        boolean doneBefore = job.path("artifacts").path("effect").asText().equals("already_done");
        return touched(job) && !doneBefore;
    }

    private static boolean touched(JsonNode job) {
        JsonNode counts = job.path("hostStatusCounts");
        return counts.path("changed").asInt() + counts.path("ok").asInt() > 0;
    }

    private static String id(JsonNode job) {
        return job.path("id").asText();
    }

    private void find(Law law, String subject, String text) {
        findings.add(new Finding(law, subject, text));
    }
}
