package io.weir.app.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and empties the topics of the benchmark. */
public final class BenchTopics implements AutoCloseable {
    /** Partitions of each topic but the directives'. */
    public static final int PARTITIONS = 4;

    private final Admin admin;

    /** Of the Kafka at {@code bootstrap}. */
    public BenchTopics(String bootstrap) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Creates topics whose records keep the times that they are given; what was in them before is gone. */
    public void fresh(int partitions, String... names) throws InterruptedException, ExecutionException {
        remove(names);
        List<NewTopic> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(new NewTopic(name, partitions, (short) 1)
                    .configs(Map.of(
                            "message.timestamp.type", "CreateTime",
                            "retention.ms", "-1",
                            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE))));
        }
        for (int attempt = 0; ; attempt++) {
            try {
                admin.createTopics(topics).all().get();
                return;
            } catch (ExecutionException e) {
                // a topic that is removed stands in the way for a moment
                if (attempt == 100 || !(e.getCause() instanceof org.apache.kafka.common.errors.TopicExistsException)) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    /** Removes topics that are there. */
    public void remove(String... names) throws InterruptedException, ExecutionException {
        for (String name : names) {
            try {
                admin.deleteTopics(List.of(name)).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
