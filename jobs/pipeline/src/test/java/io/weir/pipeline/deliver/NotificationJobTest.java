package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.weir.pipeline.DeliverJob;
import io.weir.pipeline.TestFlink;
import io.weir.pipeline.kafka.RetainedCheckpoints;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.settings.StartFrom;
import io.weir.pipeline.settings.StateStore;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.schema.DeadLetter;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Retry;
import io.weir.schema.Severity;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.sink.SecretRef;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.notify.Channel;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Route;
import io.weir.sink.notify.Smtp;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the log of incidents to the mailbox: the deliver job on a real Flink and Kafka, with a real SMTP server. */
class NotificationJobTest {
    @TempDir
    private Path folder;

    private TestKafka kafka;
    private TestFlink flink;
    private Sandbox sandbox;
    private GreenMail mail;
    private JobClient job;
    private long begunAt;

    @BeforeEach
    void begin() throws Exception {
        kafka = new TestKafka(folder.resolve("kafka"));
        kafka.freshTopics(2);
        flink = new TestFlink(2);
        sandbox = Sandbox.start(SandboxOptions.defaults());
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.start();
        begunAt = System.currentTimeMillis();
    }

    @AfterEach
    void stop() throws Exception {
        if (job != null) {
            job.cancel().get();
        }
        mail.stop();
        sandbox.close();
        flink.close();
        kafka.close();
    }

    private void start(String restoreFrom, int smtpPort) throws Exception {
        start(restoreFrom, smtpPort, "notify");
    }

    private void start(String restoreFrom, int smtpPort, String group) throws Exception {
        NotificationOptions notifications = new NotificationOptions(
                Map.of(
                        TENANT,
                        new NotificationOptions.Tenant(
                                List.of(new Channel(
                                        "oncall",
                                        new Channel.Email(List.of("oncall@example.org"), "weir@example.org"),
                                        null,
                                        null)),
                                List.of(new Route(List.of(Severity.CRITICAL), null, List.of("oncall"), null)))),
                new Smtp("127.0.0.1", smtpPort, Smtp.Tls.NONE, null, null),
                null,
                2_000L);
        KafkaSettings reading = new KafkaSettings(
                kafka.bootstrap(), null, null, group, group, null, null, StartFrom.TIMESTAMP, begunAt, false, null);
        DeliverSettings settings = new DeliverSettings(
                        reading,
                        EngineSettings.of(checkpoints().toUri().toString())
                                .withParallelism(2)
                                .withCheckpointEvery(200)
                                .withStateStore(StateStore.ROCKSDB),
                        GlpiOptions.of(
                                sandbox.glpiUrl().toString(),
                                SecretRef.literal("sandbox-app-token"),
                                SecretRef.literal("sandbox-user-token"),
                                Map.of(TENANT, GlpiOptions.Tenant.entity(1))),
                        null,
                        DeliverTuning.DEFAULT.withSettle(1000).withRetry(100, 500))
                .withNotifications(notifications);
        StreamExecutionEnvironment env = flink.environment(settings.engine(), restoreFrom);
        DeliverJob.define(env, settings);
        job = env.executeAsync(DeliverJob.NAME);
    }

    private Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    private void publish(Incident incident) throws Exception {
        kafka.send(
                Topics.INCIDENTS, Topics.key(incident.tenant(), incident.incidentId()), Wire.INCIDENT.write(incident));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    private List<Receipt> receipts() throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        for (var record : kafka.read(Topics.RECEIPTS)) {
            receipts.add(Wire.RECEIPT.read(record.value()));
        }
        return receipts;
    }

    /** Phase and state of what was told of an incident, in order. */
    private List<String> told(String incidentId) throws Exception {
        return receipts().stream()
                .filter(receipt -> receipt.kind() == Receipt.Kind.NOTIFICATION)
                .filter(receipt -> incidentId.equals(receipt.incidentId()))
                .map(receipt -> receipt.phase() + " " + receipt.state())
                .toList();
    }

    @Test
    void oneMailPerPhaseThroughARestart() throws Exception {
        start(null, mail.getSmtp().getPort());
        long now = System.currentTimeMillis();
        publish(Lives.open("m1", 1, Severity.CRITICAL, now));
        publish(Lives.open("quiet", 1, Severity.INFO, now));
        soon().until(() -> told("m1").contains("opened sent"));
        soon().until(() -> receipts().stream()
                .anyMatch(receipt -> "m1".equals(receipt.incidentId()) && receipt.ticketUrl() != null));
        long before = RetainedCheckpoints.newestId(checkpoints());
        soon().until(() -> RetainedCheckpoints.newestId(checkpoints()) >= before + 2);
        job.cancel().get();

        start(RetainedCheckpoints.newest(checkpoints()), mail.getSmtp().getPort());
        publish(Lives.open("m1", 1, Severity.CRITICAL, now));
        publish(Lives.resolved("m1", 2, Severity.CRITICAL, System.currentTimeMillis()));
        soon().until(() -> told("m1").contains("resolved sent"));

        assertThat(told("m1")).containsExactly("opened sent", "resolved sent");
        assertThat(told("quiet")).isEmpty();
        MimeMessage[] got = mail.getReceivedMessages();
        assertThat(got).hasSize(2);
        assertThat(got[0].getSubject()).isEqualTo("[CRITICAL] opened: NginxDown on web1");
        assertThat(got[1].getSubject()).isEqualTo("[CRITICAL] resolved: recovered: NginxDown on web1");
        assertThat(got[1].getHeader("In-Reply-To")).containsExactly(got[0].getMessageID());
        assertThat(got[1].getContent().toString()).contains("Ticket: http");
    }

    @Test
    void anOldSavepointAndARenamedConsumerGroupTellNothingTwice() throws Exception {
        int port = mail.getSmtp().getPort();
        long now = System.currentTimeMillis();
        start(null, port);
        publish(Lives.open("o0", 1, Severity.CRITICAL, now));
        soon().until(() -> told("o0").contains("opened sent"));
        String old = job.triggerSavepoint(folder.resolve("old").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        publish(Lives.open("o1", 1, Severity.CRITICAL, now));
        soon().until(() -> told("o1").contains("opened sent"));
        publish(Lives.resolved("o0", 2, Severity.CRITICAL, now));
        soon().until(() -> told("o0").contains("resolved sent"));
        job.cancel().get();

        start(old, port);
        publish(Lives.open("o2", 1, Severity.CRITICAL, now));
        soon().until(() -> told("o2").contains("opened sent"));
        job.cancel().get();

        start(null, port, "renamed");
        publish(Lives.resolved("o1", 2, Severity.CRITICAL, now));
        soon().until(() -> told("o1").contains("resolved sent"));
        publish(Lives.resolved("o2", 2, Severity.CRITICAL, now));
        soon().until(() -> told("o2").contains("resolved sent"));
        for (String incident : List.of("o0", "o1", "o2")) {
            assertThat(told(incident)).containsExactly("opened sent", "resolved sent");
        }
        assertThat(mail.getReceivedMessages()).hasSize(6);
    }

    @Test
    void mailThatNobodyTakesBecomesADeadLetterThatCanBeToldAfterAll() throws Exception {
        int port = mail.getSmtp().getPort();
        start(null, port);
        publish(Lives.open("first", 1, Severity.CRITICAL, System.currentTimeMillis()));
        soon().until(() -> told("first").contains("opened sent"));
        mail.stop();
        // nearly as old as it may be when it is told
        publish(Lives.open("d1", 1, Severity.CRITICAL, System.currentTimeMillis() - 3_600_000 + 8_000));
        soon().until(() -> told("d1").contains("opened failed"));
        soon().until(() -> !kafka.read(Topics.DEAD_LETTERS).isEmpty());
        DeadLetter letter =
                Wire.DEAD_LETTER.read(kafka.read(Topics.DEAD_LETTERS).get(0).value());
        assertThat(letter.stage()).isEqualTo("notify");

        mail = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
        mail.start();
        kafka.send(Topics.RETRIES, TENANT, Wire.RETRY.write(retry(letter)));
        soon().until(() -> told("d1").contains("opened sent"));
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    private static Retry retry(DeadLetter letter) {
        return new Retry(
                letter.tenant(),
                "0-0",
                letter.stage(),
                letter.reason(),
                letter.source(),
                letter.body(),
                letter.incidentId(),
                null,
                "me",
                System.currentTimeMillis());
    }
}
