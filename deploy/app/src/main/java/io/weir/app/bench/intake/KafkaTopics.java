package io.weir.app.bench.intake;

import io.weir.app.bench.load.BenchTopics;
import io.weir.schema.Topics;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Clears the way for a bridge, which creates its topics itself and refuses those of the other parts. */
final class KafkaTopics {
    private static final long LOOK_EVERY_MS = 50;

    private KafkaTopics() {}

    /** Removes all topics of Weir and returns when they are gone. */
    static void removeAll(String bootstrap) throws InterruptedException, ExecutionException {
        try (BenchTopics topics = new BenchTopics(bootstrap);
                Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            topics.remove(Topics.all().toArray(new String[0]));
            while (!Collections.disjoint(admin.listTopics().names().get(), Topics.all())) {
                Thread.sleep(LOOK_EVERY_MS);
            }
        }
    }
}
