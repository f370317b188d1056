package io.weir.app.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The jobs of a Flink cluster, and how they end. */
public final class FlinkJobs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_EVERY_MS = 200;
    /** What a job of Weir is called beyond the word for it. */
    private static final String PREFIX = "weir-";

    private final FlinkRest rest;

    /** Of the cluster behind {@code rest}. */
    public FlinkJobs(FlinkRest rest) {
        this.rest = rest;
    }

    /**
     * One job.
     *
     * @param id Flink's, 32 hex digits
     * @param state in Flink's words
     * @param startedAt when this run of it began
     * @param tasks how many it has
     * @param running how many of them run
     */
    public record ClusterJob(String id, String name, String state, Instant startedAt, int tasks, int running) {
        /** Whether it has ended for good. */
        public boolean hasEnded() {
            return switch (state) {
                case "FINISHED", "CANCELED", "FAILED" -> true;
                default -> false;
            };
        }
    }

    /** All that the cluster remembers, those that run first, then the newest. */
    public List<ClusterJob> all() throws InterruptedException {
        List<ClusterJob> jobs = new ArrayList<>();
        for (JsonNode job :
                rest.send(rest.request("jobs/overview").GET().build()).path("jobs")) {
            JsonNode tasks = job.path("tasks");
            jobs.add(new ClusterJob(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText(),
                    Instant.ofEpochMilli(job.path("start-time").asLong()),
                    tasks.path("total").asInt(),
                    tasks.path("running").asInt()));
        }
        jobs.sort((one, other) -> one.hasEnded() == other.hasEnded()
                ? other.startedAt().compareTo(one.startedAt())
                : Boolean.compare(one.hasEnded(), other.hasEnded()));
        return jobs;
    }

    /**
     * The one that is meant and has not ended.
     *
     * @param word its id, its name, or the name without {@code weir-}
     * @throws CommandFailure when there is none, or more than one
     */
    public ClusterJob find(String word) throws InterruptedException {
        List<ClusterJob> found = all().stream()
                .filter(job -> !job.hasEnded())
                .filter(job -> job.id().equals(word)
                        || job.name().equals(word)
                        || job.name().equals(PREFIX + word))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "no job " + word + " runs there; weir jobs lists what does");
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "more than one job is called " + word + ": name one of "
                        + String.join(", ", found.stream().map(ClusterJob::id).toList()));
    }

    /**
     * Makes sure that a job does not run yet: two of one name would write the same transactions and fence each other.
     *
     * @param name of the job, as Flink shows it
     * @throws CommandFailure when one runs, or is about to
     */
    public void refuseSecond(String name) throws InterruptedException {
        for (ClusterJob job : all()) {
            if (job.name().equals(name) && !job.hasEnded()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        name + " is there already, as " + job.id() + " (" + job.state()
                                + "): weir stop it first, with --savepoint to go on from there");
            }
        }
    }

    /**
     * Ends a job with a savepoint, from which it can go on, and returns where that is. Nothing is drained: timers of the
     * future stay in it.
     *
     * @param folder where Flink is to put it; empty for the folder in the cluster's own settings
     * @throws CommandFailure when Flink refuses, it fails, or it takes longer than {@code patience}
     */
    public String stop(String id, Optional<String> folder, Duration patience) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("drain", false);
        folder.ifPresent(path -> body.put("targetDirectory", path));
        String trigger = rest.send(rest.request("jobs/" + id + "/stop")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build())
                .path("request-id")
                .asText();
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            JsonNode answer = rest.send(
                    rest.request("jobs/" + id + "/savepoints/" + trigger).GET().build());
            if (answer.path("status").path("id").asText().equals("COMPLETED")) {
                JsonNode operation = answer.path("operation");
                if (operation.has("failure-cause")) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            "the job goes on, since there was no savepoint: "
                                    + FlinkRest.lastCause(operation
                                            .path("failure-cause")
                                            .path("stack-trace")
                                            .asText()));
                }
                return operation.path("location").asText();
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                "no savepoint within " + patience.toSeconds() + " s; it may still come, see weir jobs");
    }

    /**
     * Ends a job without a savepoint: it can go on from its last checkpoint.
     *
     * @throws CommandFailure when Flink refuses, or it takes longer than {@code patience}
     */
    public void cancel(String id, Duration patience) throws InterruptedException {
        rest.send(rest.request("jobs/" + id + "?mode=cancel")
                .method("PATCH", BodyPublishers.noBody())
                .build());
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (all().stream().noneMatch(job -> job.id().equals(id) && !job.hasEnded())) {
                return;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        throw new CommandFailure(ExitCode.FAILED, "the job did not end within " + patience.toSeconds() + " s");
    }
}
