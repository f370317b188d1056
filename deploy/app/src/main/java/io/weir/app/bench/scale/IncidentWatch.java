package io.weir.app.bench.scale;

import io.weir.app.bench.load.BenchTopics;
import io.weir.schema.Incident;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;

/** Watches the incidents' topic while a job runs: when the first revision is there, and how the last one looks. */
final class IncidentWatch {
    private final long beganNanos = System.nanoTime();
    private final Thread thread;
    private volatile boolean over;
    // written by the thread and read when it has ended
    private double firstAfterSeconds = -1;
    private int revisions;
    private int mostMembers;
    private Exception failure;

    /** Begins now. The topic must be there. */
    IncidentWatch(String bootstrap) {
        thread = new Thread(() -> watch(bootstrap), "incident watch");
        thread.start();
    }

    private void watch(String bootstrap) {
        try (TopicReader reader = new TopicReader(bootstrap, Topics.INCIDENTS, BenchTopics.PARTITIONS)) {
            int before = -1;
            while (!over || before != revisions) {
                before = revisions;
                reader.poll((key, value) -> take(Wire.INCIDENT.read(value)));
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void take(Incident incident) {
        if (firstAfterSeconds < 0) {
            firstAfterSeconds = (System.nanoTime() - beganNanos) / 1e9;
        }
        mostMembers = Math.max(mostMembers, incident.memberCount());
        revisions++;
    }

    /** Seconds from the beginning to the first revision; below 0 when there was none. For after {@link #finish}, as all figures. */
    double firstAfterSeconds() {
        return firstAfterSeconds;
    }

    /** How many there are. */
    int revisions() {
        return revisions;
    }

    /** Members of the largest one. */
    int mostMembers() {
        return mostMembers;
    }

    /** Reads what is left, and ends. */
    void finish() throws InterruptedException {
        over = true;
        thread.join();
        if (failure != null) {
            throw new IllegalStateException("the incidents could not be watched", failure);
        }
    }
}
