package io.weir.pipeline.deliver;

import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PlaybookRunner;
import io.weir.sink.PreflightOutcome;
import io.weir.sink.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** A playbook runner that answers as told; without a word it launches, and jobs succeed at once. */
final class ScriptedRunner implements PlaybookRunner {
    static final JobState SUCCESS =
            new JobState("successful", true, Verdict.SUCCEEDED, "changed: 1", "http://awx/42", false);
    private static final LaunchOutcome LAUNCHED = new LaunchOutcome.Launched("42", "http://awx/42", false);

    private final Deque<PreflightOutcome> preflights = new ArrayDeque<>();
    private final Deque<LaunchOutcome> launches = new ArrayDeque<>();
    private final Deque<LaunchOutcome> findings = new ArrayDeque<>();
    private final Deque<CancelOutcome> cancels = new ArrayDeque<>();
    private final Deque<JobState> states = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE);

    synchronized void launching(LaunchOutcome... outcomes) {
        launches.addAll(List.of(outcomes));
    }

    /** What is found or settles before the gate is asked; without a word nothing. */
    synchronized void finding(LaunchOutcome... outcomes) {
        findings.addAll(List.of(outcomes));
    }

    synchronized void cancelling(CancelOutcome... outcomes) {
        cancels.addAll(List.of(outcomes));
    }

    private synchronized LaunchOutcome found() {
        return findings.poll();
    }

    /** Without a word an inventory of 100 hosts is ready. */
    synchronized void preflighting(PreflightOutcome... outcomes) {
        preflights.addAll(List.of(outcomes));
    }

    synchronized void polling(JobState... answers) {
        states.addAll(List.of(answers));
    }

    /** Calls that begin from now on hang until {@link #release}. */
    void hold() {
        gate.drainPermits();
    }

    void release() {
        gate.release(1000);
    }

    /** What was asked so far: {@code launch}, {@code poll}, {@code cancel}. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void called(String what) {
        calls.add(what);
    }

    /** Is not among {@link #calls}: it does nothing. */
    @Override
    public synchronized PreflightOutcome preflight(Remediation request) {
        return preflights.isEmpty() ? new PreflightOutcome.Ready("2", 100) : preflights.poll();
    }

    @Override
    public LaunchOutcome launch(Remediation request, LaunchGate last) {
        LaunchOutcome found = found();
        if (found != null) {
            called("look");
            return found;
        }
        LaunchOutcome held = last.hold(request);
        if (held != null) {
            called("held");
            return held;
        }
        called("launch");
        gate.acquireUninterruptibly();
        synchronized (this) {
            return launches.isEmpty() ? LAUNCHED : launches.poll();
        }
    }

    @Override
    public JobState poll(String jobId, Remediation request) {
        called("poll");
        gate.acquireUninterruptibly();
        synchronized (this) {
            return states.isEmpty() ? SUCCESS : states.poll();
        }
    }

    @Override
    public Map<String, JobState> poll(Map<String, Remediation> jobs) {
        return jobs.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, job -> poll(job.getKey(), job.getValue())));
    }

    @Override
    public CancelOutcome cancel(String jobId, Remediation request) {
        called("cancel");
        synchronized (this) {
            return cancels.isEmpty() ? new CancelOutcome(CancelOutcome.State.REQUESTED, null) : cancels.poll();
        }
    }

    @Override
    public void close() {}
}
