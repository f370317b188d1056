package io.weir.app.server;

import io.weir.app.config.DeliverConfig;
import io.weir.app.config.FlinkConfig;
import io.weir.app.config.KafkaReferences;
import io.weir.app.config.TracingConfig;
import io.weir.app.config.WeirConfig;
import io.weir.app.flink.BackendMark;
import io.weir.app.flink.JobDefinition;
import io.weir.broker.EmbeddedBroker;
import io.weir.pipeline.CorrelateJob;
import io.weir.pipeline.DeliverJob;
import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.settings.StateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the jobs are told. */
public final class JobParts {
    private final WeirConfig config;
    private final String bootstrap;
    private final Map<String, Integer> partitions;
    private final int parallelism;
    private final boolean inThisProcess;

    private JobParts(
            WeirConfig config,
            String bootstrap,
            Map<String, Integer> partitions,
            int parallelism,
            boolean inThisProcess) {
        this.config = config;
        this.bootstrap = bootstrap;
        this.partitions = Map.copyOf(partitions);
        this.parallelism = parallelism;
        this.inThisProcess = inThisProcess;
    }

    /**
     * For the Flink inside this process.
     *
     * @param partitions partition counts by topic
     */
    static JobParts forThisProcess(WeirConfig config, String bootstrap, Map<String, Integer> partitions) {
        return new JobParts(config, bootstrap, partitions, config.flink().parallelism(), true);
    }

    /**
     * For a Flink cluster, whose own configuration says where checkpoints go. Asks Kafka for the topics.
     *
     * @throws IllegalStateException when Kafka does not show them in time
     */
    public static JobParts forCluster(WeirConfig config, int parallelism) throws InterruptedException {
        KafkaReferences.require(config.kafka());
        String bootstrap =
                config.kafka().bootstrap().orElse("127.0.0.1:" + config.kafka().embeddedPort());
        Map<String, Integer> partitions = KafkaClients.awaitTopics(KafkaClients.properties(config.kafka(), bootstrap));
        return new JobParts(config, bootstrap, partitions, parallelism, false);
    }

    /** The jobs to run, in the order of the flow. */
    List<JobDefinition> all() {
        List<JobDefinition> jobs = new ArrayList<>();
        CorrelateSettings correlate = correlate();
        jobs.add(new JobDefinition(
                CorrelateJob.NAME,
                checkpoints(CorrelateJob.NAME),
                FlinkSetup.configuration(correlate.engine()),
                environment -> CorrelateTopology.define(environment, correlate)));
        deliver()
                .ifPresent(deliver -> jobs.add(new JobDefinition(
                        DeliverJob.NAME,
                        checkpoints(DeliverJob.NAME),
                        FlinkSetup.configuration(deliver.engine()),
                        environment -> DeliverJob.define(environment, deliver))));
        return jobs;
    }

    /** Settings of the correlate job. */
    public CorrelateSettings correlate() {
        CorrelateSettings settings = CorrelateSettings.of(kafka(CorrelateJob.NAME), engine(CorrelateJob.NAME), null)
                .withDirectiveLead(config.clock().directiveLead().toMillis());
        // the bridge in the same process ticks as long as the job runs
        return inThisProcess ? settings.withTickEvery(0) : settings;
    }

    /** Settings of the deliver job; empty without GLPI. */
    public Optional<DeliverSettings> deliver() {
        return config.glpi()
                .map(glpi -> new DeliverSettings(
                        kafka(DeliverJob.NAME),
                        engine(DeliverJob.NAME),
                        glpi,
                        config.awx().orElse(null),
                        tuning(config.deliver()).withSettle(glpi.settle().toMillis()),
                        config.notifications().orElse(null),
                        config.tracing().map(TracingConfig::settings).orElse(null)));
    }

    private static DeliverTuning tuning(DeliverConfig deliver) {
        long remember = deliver.remember().toMillis();
        return DeliverTuning.DEFAULT
                .withMemory(Math.min(DeliverTuning.DEFAULT.forgetAfterMs(), remember), remember)
                .withLimits(deliver.lease().toMillis(), deliver.maxAge().toMillis())
                .withTickets(
                        deliver.ticketsPerSecond(),
                        deliver.lookEvery().toMillis(),
                        deliver.resolvedBeforeTicket() == DeliverConfig.ResolvedBeforeTicket.SKIP);
    }

    private KafkaSettings kafka(String job) {
        Guarantee guarantee = switch (config.flink().guarantee()) {
            case EXACTLY_ONCE -> Guarantee.EXACTLY_ONCE;
            case AT_LEAST_ONCE -> Guarantee.AT_LEAST_ONCE;
        };
        return new KafkaSettings(
                bootstrap,
                config.kafka().clientProperties(),
                partitions,
                job,
                job,
                guarantee,
                // a user's own Kafka allows what its transaction.max.timeout.ms says, 15 minutes unless configured
                config.kafka().bootstrap().isPresent() ? null : Long.valueOf(EmbeddedBroker.MAX_TRANSACTION_MS),
                null,
                null,
                false,
                null);
    }

    private EngineSettings engine(String job) {
        FlinkConfig flink = config.flink();
        return EngineSettings.of(inThisProcess ? checkpoints(job).toUri().toString() : null)
                .withParallelism(parallelism)
                .withCheckpointEvery(flink.checkpointEvery().toMillis())
                .withStateStore(
                        switch (flink.stateBackend().orElseGet(() -> backendOf(job))) {
                            case HEAP -> StateStore.HEAP;
                            case ROCKSDB -> StateStore.ROCKSDB;
                        });
    }

    /** Where nobody says otherwise: data of the heap stay there. */
    private FlinkConfig.StateBackend backendOf(String job) {
        boolean onHeap = inThisProcess
                && BackendMark.of(checkpoints(job))
                        .filter(BackendMark.HEAP::equals)
                        .isPresent();
        return onHeap ? FlinkConfig.StateBackend.HEAP : FlinkConfig.StateBackend.ROCKSDB;
    }

    private Path checkpoints(String job) {
        return config.data().resolve("checkpoints").resolve(job).toAbsolutePath();
    }
}
