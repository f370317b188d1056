package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs from pending over waiting and running to their end, and cancels them. */
final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final String TIMED_OUT = "Job terminated due to timeout";

    private final AwxOptions options;
    private final Tables tables;
    private final JobExecution execution;
    private final ScheduledExecutorService clock =
            new ScheduledThreadPoolExecutor(1, daemon("sandbox-awx-clock"), new ThreadPoolExecutor.DiscardPolicy());
    private final ExecutorService runs = Executors.newCachedThreadPool(daemon("sandbox-awx-job"));
    private final Map<Integer, Thread> running = new ConcurrentHashMap<>();
    private final Map<Integer, String> stopped = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Scheduler(AwxOptions options, Tables tables) {
        this.options = options;
        this.tables = tables;
        this.execution = new JobExecution(options);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Takes up the jobs a former process left: what was under way is failed, what was pending starts anew. */
    void recover() {
        for (ObjectNode row : tables.select(JobRows.TABLE, JobRows::isActive)) {
            if (row.get("status").asText().equals("pending")) {
                submit(row.get("id").asInt());
            } else {
                JobRows.end(row, "failed", JobRows.REAPED);
                tables.update(JobRows.TABLE, row.put("event_processing_finished", true));
            }
        }
        tables.select(
                        JobRows.TABLE,
                        row -> !row.get("event_processing_finished").asBoolean() && !JobRows.isActive(row))
                .forEach(row -> tables.update(JobRows.TABLE, row.put("event_processing_finished", true)));
    }

    /** Queues a stored pending job. */
    void submit(int id) {
        after(options.timing().pending(), () -> start(id));
    }

    private void after(Duration delay, Runnable step) {
        if (closed) {
            return;
        }
        var unused = clock.schedule(
                () -> {
                    try {
                        step.run();
                    } catch (RuntimeException e) {
                        LOG.error("a job step failed", e);
                    }
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void start(int id) {
        tables.atomically(() -> {
            ObjectNode job = tables.get(JobRows.TABLE, id).orElse(null);
            if (job == null || !job.get("status").asText().equals("pending")) {
                return null;
            }
            String blocker = blocker(job);
            if (blocker != null) {
                explain(job, blocker);
                return null;
            }
            tables.update(JobRows.TABLE, job.put("status", "waiting").put("job_explanation", ""));
            after(options.timing().waiting(), () -> begin(id));
            return null;
        });
    }

    /** Why a pending job cannot start, or null when it can. */
    private String blocker(ObjectNode job) {
        int template = job.get("job_template").asInt();
        int started = 0;
        for (ObjectNode other : tables.select(JobRows.TABLE, JobRows::isActive)) {
            boolean pending = other.get("status").asText().equals("pending");
            started += pending ? 0 : 1;
            boolean before = !pending || other.get("id").asInt() < job.get("id").asInt();
            if (!job.get("allow_simultaneous").asBoolean()
                    && other.get("job_template").asInt() == template
                    && other.get("id").asInt() != job.get("id").asInt()
                    && before) {
                return "waiting for job-" + other.get("id").asInt() + " to finish";
            }
        }
        return started < options.capacity()
                ? null
                : "This job is not ready to start because there is not enough available capacity.";
    }

    private void explain(ObjectNode job, String blocker) {
        Duration age = Duration.between(Instant.parse(job.get("created").asText()), Instant.now());
        Duration left = options.timing().blockedExplanation().minus(age);
        if (left.isNegative() || left.isZero()) {
            tables.update(JobRows.TABLE, job.put("job_explanation", blocker));
        } else {
            after(left, () -> start(job.get("id").asInt()));
        }
    }

    private void begin(int id) {
        tables.atomically(() -> {
            tables.get(JobRows.TABLE, id)
                    .filter(job -> job.get("status").asText().equals("waiting"))
                    .ifPresent(job -> {
                        job.put("status", "running")
                                .put("started", Instant.now().toString());
                        tables.update(JobRows.TABLE, job);
                        runs.execute(() -> play(job));
                    });
            return null;
        });
    }

    private void play(ObjectNode job) {
        int id = job.get("id").asInt();
        running.put(id, Thread.currentThread());
        if (stopped.containsKey(id)) {
            Thread.currentThread().interrupt();
        }
        int timeout = job.get("timeout").asInt();
        if (timeout > 0) {
            after(Duration.ofSeconds(timeout), () -> stop(id, TIMED_OUT));
        }
        JobOutcome outcome;
        try {
            outcome = execution.run(job);
        } catch (InterruptedException e) {
            outcome = new JobOutcome("failed", "", null, Json.object(), "");
        } finally {
            running.remove(id);
        }
        if (Thread.interrupted()) {
            LOG.debug("job {} was stopped just as it ended", id);
        }
        if (closed) {
            return;
        }
        finish(id, outcome, stopped.remove(id));
    }

    private void finish(int id, JobOutcome outcome, String stopReason) {
        tables.atomically(() -> {
            ObjectNode job = tables.get(JobRows.TABLE, id).orElseThrow();
            boolean timedOut = TIMED_OUT.equals(stopReason);
            String status = stopReason == null ? outcome.status() : timedOut ? "failed" : "canceled";
            JobRows.end(job, status, timedOut ? TIMED_OUT : stopReason == null ? outcome.explanation() : "");
            job.put("_stdout", outcome.stdout());
            job.set("_hosts", Recap.stored(outcome.hosts()));
            job.set("artifacts", outcome.artifacts());
            tables.update(JobRows.TABLE, job);
            return null;
        });
        after(
                options.timing().eventLag(),
                () -> tables.atomically(() -> {
                    tables.get(JobRows.TABLE, id)
                            .ifPresent(job -> tables.update(JobRows.TABLE, job.put("event_processing_finished", true)));
                    return null;
                }));
        kick();
    }

    private void kick() {
        tables.select(JobRows.TABLE, job -> job.get("status").asText().equals("pending"))
                .forEach(job -> after(Duration.ZERO, () -> start(job.get("id").asInt())));
    }

    /** Cancels an active job: at once when it has not begun, else as soon as its run has stopped. */
    void cancel(int id) {
        tables.atomically(() -> {
            ObjectNode job = tables.get(JobRows.TABLE, id).orElseThrow();
            if (job.get("status").asText().equals("running")) {
                stop(id, "canceled");
            } else if (JobRows.isActive(job)) {
                JobRows.end(job, "canceled", "");
                tables.update(JobRows.TABLE, job.put("event_processing_finished", true));
                kick();
            }
            return null;
        });
    }

    private void stop(int id, String reason) {
        boolean isRunning = tables.get(JobRows.TABLE, id)
                .map(job -> job.get("status").asText().equals("running"))
                .orElse(false);
        if (isRunning) {
            stopped.putIfAbsent(id, reason);
            running.computeIfPresent(id, (key, thread) -> {
                thread.interrupt();
                return thread;
            });
        }
    }

    /** Stops the clock and interrupts what runs; those jobs stay "running" in a state file, as after a crash. */
    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        runs.shutdownNow();
    }
}
