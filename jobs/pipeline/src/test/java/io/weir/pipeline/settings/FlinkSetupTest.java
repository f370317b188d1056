package io.weir.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategy;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategyFactoryLoader;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyOptions;

class FlinkSetupTest {
    @Test
    void checkpointsSurviveCancellation() {
        Configuration flink = FlinkSetup.configuration(
                EngineSettings.of("file:///tmp/cp").withCheckpointEvery(700).withStateStore(StateStore.ROCKSDB));
        assertThat(flink.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofMillis(700));
        assertThat(flink.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(3);
        assertThat(flink.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(flink.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
        assertThat(flink.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(128);
    }

    @Test
    void rocksDbMergesTheFilesOfTenCheckpointsAtOnce() throws Exception {
        Configuration flink = FlinkSetup.configuration(EngineSettings.of(null).withStateStore(StateStore.ROCKSDB));
        Class<?> factory = Class.forName(flink.get(RocksDBOptions.OPTIONS_FACTORY));
        RocksDBOptionsFactory made =
                (RocksDBOptionsFactory) factory.getDeclaredConstructor().newInstance();
        try (ColumnFamilyOptions options = new ColumnFamilyOptions()) {
            assertThat(made.createColumnOptions(options, List.of()).level0FileNumCompactionTrigger())
                    .isEqualTo(10);
        }
    }

    @Test
    void aProcessThatIsLostAgainAndAgainIsNotWaitedForLongerEachTime() {
        Configuration flink = FlinkSetup.configuration(EngineSettings.of(null));
        RestartBackoffTimeStrategy restarts =
                RestartBackoffTimeStrategyFactoryLoader.createRestartBackoffTimeStrategyFactory(
                                flink, new Configuration(), true)
                        .create();
        for (int lost = 1; lost <= 30; lost++) {
            restarts.notifyFailure(new IllegalStateException("TaskManager is gone"));
            assertThat(restarts.canRestart()).isTrue();
            // and a tenth, by which Flink lets pauses vary
            assertThat(restarts.getBackoffTime()).isLessThanOrEqualTo(11_000);
        }
    }

    @Test
    void zeroMeansNoCheckpoints() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
        FlinkSetup.apply(env, EngineSettings.of(null).withCheckpointEvery(0));
        assertThat(env.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    }

    @Test
    void aTypeThatNeedsKryoIsRefused() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
        FlinkSetup.apply(env, EngineSettings.of(null));
        assertThatThrownBy(() -> {
                    env.fromData(TypeInformation.of(UUID.class), UUID.randomUUID())
                            .uid("s")
                            .sinkTo(new DiscardingSink<>())
                            .uid("d");
                    env.getStreamGraph().getJobGraph();
                })
                .hasMessageContaining("UUID");
    }

    @Test
    void anOperatorWithoutUidIsRefused() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
        FlinkSetup.apply(env, EngineSettings.of(null));
        env.fromData(1).sinkTo(new DiscardingSink<>());
        assertThatThrownBy(() -> env.getStreamGraph().getJobGraph()).hasMessageContaining("UID");
    }
}
