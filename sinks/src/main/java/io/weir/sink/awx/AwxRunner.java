package io.weir.sink.awx;

import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.Fence;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PlaybookRunner;
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
    private final JobPoll poll;

    private AwxRunner(AwxOptions options, InstantSource clock, DoubleSupplier chance, Fence fence) {
        this.options = options;
        this.clock = clock;
        this.client = new AwxClient(
                options, new HttpTarget("awx", options.timeout(), options.breaker(), chance, fence), clock);
        this.templates = new TemplateCatalog(client, clock, options.preflightFor());
        this.memory = new LaunchMemory(clock, options.settle());
        this.poll = new JobPoll(client);
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
    public LaunchOutcome launch(Remediation request) {
        return new Launch(client, options, templates, memory, request, clock.instant()).run();
    }

    @Override
    public JobState poll(String jobId, Remediation request) {
        return poll.one(checked(jobId), request, page(options, jobId));
    }

    @Override
    public Map<String, JobState> poll(Map<String, Remediation> jobs) {
        Map<String, String> pages = new HashMap<>();
        jobs.keySet().forEach(id -> pages.put(checked(id), page(options, id)));
        Map<String, JobState> states = poll.running(jobs.keySet(), pages);
        jobs.forEach((id, request) -> states.computeIfAbsent(id, missing -> poll(missing, request)));
        return states;
    }

    @Override
    public CancelOutcome cancel(String jobId) {
        return new JobCancel(client).cancel("jobs", checked(jobId));
    }

    @Override
    public void close() {
        client.close();
    }

    /** A job's page for people. */
    static String page(AwxOptions options, String jobId) {
        return options.url() + "/#/jobs/playbook/" + jobId;
    }

    private static String checked(String jobId) {
        if (!jobId.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("not a job id: " + jobId);
        }
        return jobId;
    }
}
