package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.settings.Guarantee;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;

/** A deliver job that starts with less than was known does nothing twice. */
class DeliverAgainTest extends DeliverJobHarness {
    /** A job that ends under one name leaves transactions open that nobody of another name ends for it. */
    DeliverAgainTest() {
        guarantee = Guarantee.AT_LEAST_ONCE;
    }

    @Test
    void aRenamedConsumerGroupRepeatsNothing() throws Exception {
        start(null);
        publish(open("e1", 1));
        soon().until(() -> states("e1").contains("created"));
        publish(remediation("e1", "rem-00000000000000e1"));
        soon().until(() -> states("e1").contains("succeeded"));
        publish(resolved("e1", 2));
        soon().until(() -> states("e1").contains("solved"));
        publish(open("e2", 1));
        soon().until(() -> states("e2").contains("created"));
        job.cancel().get();
        long writes = writes();
        int told = receipts("e1").size();

        start(null, folder.getFileName() + "-renamed", folder.getFileName().toString(), tuning());
        publish(open("e3", 1));
        soon().until(() -> states("e3").contains("created"));
        assertThat(writes() - writes).as("the new ticket and its claim").isEqualTo(2);
        assertThat(receipts("e1")).as("nothing is told again").hasSize(told);
        assertThat(sandbox.jobs()).hasSize(1);

        publish(open("e2", 2));
        soon().until(() -> states("e2").contains("updated"));
        assertThat(sandbox.tickets()).hasSize(3);
    }

    @Test
    void anOldSavepointRepeatsNothing() throws Exception {
        start(null);
        publish(open("f1", 1));
        soon().until(() -> states("f1").contains("created"));
        String old = job.triggerSavepoint(folder.resolve("old").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        publish(open("f1", 2));
        soon().until(() -> states("f1").contains("updated"));
        publish(open("f2", 1));
        soon().until(() -> states("f2").contains("created"));
        publish(resolved("f2", 2));
        soon().until(() -> states("f2").contains("solved"));
        job.cancel().get();
        long writes = writes();

        start(old);
        publish(open("f3", 1));
        soon().until(() -> states("f3").contains("created"));
        assertThat(writes() - writes).as("the new ticket and its claim").isEqualTo(2);
        assertThat(sandbox.tickets()).hasSize(3);
    }

    @Test
    void whatIsOlderThanTheConfiguredAgeIsRefused() throws Exception {
        publish(open("g1", 1));
        String name = folder.getFileName().toString();
        start(null, name, name, tuning().withLimits(30_000, 3_600_000));
        soon().until(() -> states("g1").contains("expired"));
        assertThat(sandbox.tickets()).isEmpty();
    }

    @Test
    void ofTwoJobsOnOneKafkaTheNewerOneDeliversAndTheOtherOneEnds() throws Exception {
        start(null);
        publish(open("h1", 1));
        soon().until(() -> states("h1").contains("created"));
        JobClient older = job;

        start(null, folder.getFileName() + "-newer", folder.getFileName() + "-newer", tuning());
        soon().until(() -> older.getJobStatus().get() == JobStatus.FAILED);
        publish(open("h2", 1));
        soon().until(() -> sandbox.tickets().size() == 2);
    }

    private long writes() {
        return sandbox.requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .count();
    }
}
