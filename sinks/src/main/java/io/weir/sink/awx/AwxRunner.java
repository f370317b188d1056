package io.weir.sink.awx;

import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.Fence;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PlaybookRunner;
import io.weir.sink.PreflightOutcome;
import io.weir.sink.http.HttpTarget;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Playbooks run by AWX. */
public final class AwxRunner implements PlaybookRunner {
    private final AwxOptions options;
    private final InstantSource clock;
    private final AwxClient client;
    private final TemplateCatalog templates;
    private final LaunchMemory memory;
    private final Map<RunKind, JobSnapshot> snapshots;
    private final JobPoll jobs;
    private final WorkflowPoll workflows;

    private AwxRunner(AwxOptions options, InstantSource clock, DoubleSupplier chance, Fence fence) {
        this.options = options;
        this.clock = clock;
        this.client = new AwxClient(
                options, new HttpTarget("awx", options.timeout(), options.breaker(), chance, fence), clock);
        this.templates = new TemplateCatalog(client, clock, options.preflightFor());
        this.memory = new LaunchMemory(clock, options.settle());
        this.snapshots = Map.of(
                RunKind.JOB, new JobSnapshot(client, RunKind.JOB, clock),
                RunKind.WORKFLOW, new JobSnapshot(client, RunKind.WORKFLOW, clock));
        this.jobs = new JobPoll(client);
        this.workflows = new WorkflowPoll(client, jobs, options);
    }

    /** A runner for these options; nothing is called before the first request. */
    public static AwxRunner create(AwxOptions options) {
        return create(options, Fence.OPEN);
    }

    /** The same, sending nothing while {@code fence} is closed. */
    public static AwxRunner create(AwxOptions options, Fence fence) {
        return new AwxRunner(
                options,
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextDouble(),
                fence);
    }

    /**
     * The same with a clock and a source of chance of your own.
     *
     * @param chance spreads pauses; numbers from 0 (inclusive) to 1 (exclusive)
     */
    public static AwxRunner create(AwxOptions options, InstantSource clock, DoubleSupplier chance) {
        return new AwxRunner(options, clock, chance, Fence.OPEN);
    }

    @Override
    public PreflightOutcome preflight(Remediation request) {
        return attempt(request).preflight();
    }

    @Override
    public LaunchOutcome launch(Remediation request, LaunchGate gate) {
        return attempt(request).run(gate);
    }

    private Launch attempt(Remediation request) {
        return new Launch(client, options, templates, memory, request, clock.instant());
    }

    @Override
    public JobState poll(String jobId, Remediation request) {
        RunKind kind = RunKind.of(request);
        JobSnapshot snapshot = snapshots.get(kind);
        String page = kind.page(options, checked(jobId));
        JobState state;
        try {
            JobSnapshot.Row row = snapshot.row(jobId);
            state = row != null && !JobVerdict.finished(row.status()) && !row.mayWait()
                    ? JobState.running(row.status(), row.explanation(), page)
                    : whole(kind, jobId, request, page);
        } catch (HaltException e) {
            state = JobState.unreachable(e.reason(), page);
        }
        if (state.finished()) {
            snapshot.forget(jobId);
        }
        return state;
    }

    private JobState whole(RunKind kind, String jobId, Remediation request, String page) {
        return kind == RunKind.JOB ? jobs.one(jobId, request, page) : workflows.one(jobId, request, page);
    }

    @Override
    public Map<String, JobState> poll(Map<String, Remediation> asked) {
        asked.forEach((id, request) -> snapshots.get(RunKind.of(request)).want(checked(id)));
        Map<String, JobState> states = new HashMap<>();
        asked.forEach((id, request) -> states.put(id, poll(id, request)));
        return states;
    }

    @Override
    public CancelOutcome cancel(String jobId, Remediation request) {
        RunKind kind = RunKind.of(request);
        CancelOutcome outcome = new JobCancel(client).cancel(kind.collection(), checked(jobId));
        snapshots.get(kind).expire();
        return outcome;
    }

    @Override
    public boolean isLeftAlone() {
        return client.isLeftAlone();
    }

    @Override
    public void close() {
        client.close();
    }

    private static String checked(String jobId) {
        if (!jobId.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("not a job id: " + jobId);
        }
        return jobId;
    }
}
