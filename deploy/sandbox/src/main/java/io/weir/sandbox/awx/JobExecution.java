package io.weir.sandbox.awx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Glob;
import io.weir.sandbox.http.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs one job, really or by script, and says in its output which it was. */
final class JobExecution {
    private final AwxOptions options;

    JobExecution(AwxOptions options) {
        this.options = options;
    }

    JobOutcome run(ObjectNode job) throws InterruptedException {
        AwxTemplate template = options.template(job.get("job_template").asInt());
        AwxInventory inventory = options.inventory(job.get("inventory").asInt());
        if (template == null || inventory == null) {
            return error("The template or inventory of this job is not configured any more.");
        }
        String program = template.playbook() == null ? null : AnsibleRun.find(options.ansible());
        if (program != null) {
            return new AnsibleRun(program, template, inventory, job).run();
        }
        if (template.runner() == null) {
            return error("Job could not start because " + options.ansible() + " is not installed and no outcome is"
                    + " scripted.");
        }
        return scripted(template, inventory, job);
    }

    private JobOutcome scripted(AwxTemplate template, AwxInventory inventory, ObjectNode job)
            throws InterruptedException {
        Thread.sleep(options.timing().running().toMillis());
        String limit = job.get("limit").asText();
        List<String> hosts = matching(limit, inventory);
        String banner = "Weir sandbox: scripted outcome, no playbook was run\n";
        if (hosts.isEmpty()) {
            String text = banner + "[WARNING]: Could not match supplied host pattern, ignoring: " + limit + "\n"
                    + "ERROR! Specified inventory, host pattern and/or --limit leaves us with no hosts to target.\n";
            return new JobOutcome("failed", text, null, Json.object(), "");
        }
        JobOutcome outcome;
        try {
            outcome = template.runner()
                    .run(new JobRun(
                            job.get("id").asInt(),
                            template.name(),
                            limit,
                            hosts,
                            Json.read(job.get("extra_vars").asText()),
                            job.get("job_type").asText().equals("check")));
        } catch (JsonProcessingException | RuntimeException e) {
            return error("The scripted outcome failed: " + e);
        }
        return new JobOutcome(
                outcome.status(),
                banner + outcome.stdout(),
                outcome.hosts(),
                outcome.artifacts(),
                outcome.explanation());
    }

    private static List<String> matching(String limit, AwxInventory inventory) {
        List<String> all = inventory.hosts().stream().map(AwxHost::name).toList();
        if (limit.isEmpty()) {
            return all;
        }
        Set<String> out = new LinkedHashSet<>();
        for (String pattern : limit.split("[,:]")) {
            Glob glob = Glob.of(pattern.equals("all") ? "*" : pattern.strip());
            all.stream().filter(glob::matches).forEach(out::add);
        }
        return List.copyOf(out);
    }

    private static JobOutcome error(String explanation) {
        return new JobOutcome("error", "", null, Json.object(), explanation);
    }
}
