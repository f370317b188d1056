package io.weir.pipeline.kafka;

import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One tick for each partition that the clocked topics have now. */
final class TickFanOut extends RichFlatMapFunction<Long, PartitionTick> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TickFanOut.class);
    private static final List<String> CLOCKED = List.of(Topics.ALERTS, Topics.DIRECTIVES);

    private final KafkaSettings kafka;
    private transient Admin admin;

    TickFanOut(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    @Override
    public void open(OpenContext context) {
        Properties properties = kafka.clientProperties();
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.setProperty(AdminClientConfig.CLIENT_ID_CONFIG, kafka.consumerGroup() + "-ticker");
        // Short: a tick that is missed costs nothing, a task that hangs delays a checkpoint.
        properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "3000");
        properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
        admin = Admin.create(properties);
    }

    @Override
    public void flatMap(Long round, Collector<PartitionTick> out) throws InterruptedException {
        try {
            admin.describeTopics(CLOCKED)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition -> out.collect(new PartitionTick(topic, partition.partition()))));
        } catch (ExecutionException e) {
            LOG.warn("no clock tick this time: {}", e.getCause().getMessage());
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
