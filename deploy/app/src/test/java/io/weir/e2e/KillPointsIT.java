package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.checker.Checker;
import io.weir.checker.Evidence;
import io.weir.checker.Log;
import io.weir.checker.Store;
import io.weir.e2e.KillPoint.Case;
import io.weir.e2e.KillPoint.Operation;
import io.weir.e2e.Site.Tenant;
import io.weir.e2e.StormSender.StormAlert;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.awx.AwxHost;
import io.weir.sandbox.awx.AwxInventory;
import io.weir.sandbox.awx.AwxOptions;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code weir up} dies by SIGKILL at a named point of an operation, and is started again on the same data. Afterwards
 * the checker, which shares no code with it, finds nothing wrong. One site for all cases: each has an incident of its
 * own, and what is checked after each are the incidents of all so far.
 */
class KillPointsIT {
    private static final String SOURCE = "alertmanager";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String RULES = """
            version: kill-points
            grouping:
              - name: service
                scope: [service]
                gap: 30m
                wait: {critical: 0s}
                updateEvery: 1s
                resolveQuiet: 1s
                reopenWithin: 1s
            remediation:
              - name: restart
                match: ['service=~"launch-.*"']
                template: restart service
                target: instance
                mode: auto
                maxAttempts: 1
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private static Path folder;
    private static Site site;
    private static StormSender sender;

    @BeforeAll
    static void prepare() throws IOException {
        folder = FOLDER.below("site");
        List<AwxHost> hosts = new ArrayList<>();
        for (Case one : KillPoint.all()) {
            hosts.add(new AwxHost(hosts.size() + 1, one.word(), Map.of()));
        }
        AwxOptions awx = AwxOptions.defaults().withInventories(List.of(new AwxInventory(2, "prod", 1, hosts, null)));
        site = Site.prepare(folder, SandboxOptions.defaults().withAwx(awx), new Tenant("acme", List.of(SOURCE), RULES));
        sender = new StormSender(site.bridge(), Site.token(SOURCE));
    }

    @AfterEach
    void down() {
        site.kill();
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    static List<Case> few() {
        return KillPoint.few();
    }

    static Stream<Case> others() {
        return KillPoint.all().stream().filter(one -> !KillPoint.few().contains(one));
    }

    @ParameterizedTest
    @MethodSource("few")
    void oneOfEachKind(Case one) throws IOException {
        nothingIsLostOrDoneTwice(one);
    }

    @Tag("chaos")
    @ParameterizedTest
    @MethodSource("others")
    void everyOther(Case one) throws IOException {
        nothingIsLostOrDoneTwice(one);
    }

    private static void nothingIsLostOrDoneTwice(Case one) throws IOException {
        Path reached = folder.resolve(one.word() + ".reached");
        site.up(
                one.failPoint() == null
                        ? List.of()
                        : List.of("-Dweir.failpoint=" + one.failPoint(), "-Dweir.failpoint.file=" + reached));
        int before = done(one.operation());
        if (one.failPoint() == null) {
            withhold(one.operation());
        }
        provoke(one);
        if (one.failPoint() == null) {
            quickly().until(() -> done(one.operation()) > before);
        } else {
            quickly().until(() -> Files.exists(reached));
        }
        site.kill();
        site.sandbox().faults().clear();

        site.up();
        sender.post(alerts(one, 2), AlertStatus.RESOLVED);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(site.isAlive()).isTrue();
            Evidence evidence =
                    new Log(site.kafka()).with(new Store(site.sandbox().url()));
            assertThat(newest(evidence, one).path("status").asText()).isEqualTo("resolved");
            assertThat(Checker.findings(evidence)).isEmpty();
        });
    }

    /** The other side does it at once, and does not say so. */
    private static void withhold(Operation operation) {
        Fault late = operation.system().equals("glpi")
                ? Fault.glpi(FaultKind.DELAY_AFTER)
                : Fault.awx(FaultKind.DELAY_AFTER);
        site.sandbox().fault(late.on("POST", operation.path()).times(-1).delayed(Duration.ofSeconds(4)));
    }

    private static void provoke(Case one) {
        if (one.point() == KillPoint.DURING_MERGE) {
            site.sandbox().fault(Fault.glpi(FaultKind.DUPLICATE).on("POST", "/Ticket"));
        }
        sender.post(alerts(one, 1), AlertStatus.FIRING);
        if (one.operation() == Operation.UPDATE || one.operation() == Operation.SOLVE) {
            await().atMost(PATIENCE)
                    .until(() -> site.incidents(SOURCE).stream()
                            .anyMatch(incident -> incident.toString().contains(one.word())
                                    && !incident.path("ticket")
                                            .path("id")
                                            .asText("")
                                            .isEmpty()));
        }
        if (one.operation() == Operation.UPDATE) {
            sender.post(alerts(one, 2), AlertStatus.FIRING);
        } else if (one.operation() == Operation.SOLVE) {
            sender.post(alerts(one, 1), AlertStatus.RESOLVED);
        }
    }

    private static List<StormAlert> alerts(Case one, int count) {
        List<StormAlert> alerts = new ArrayList<>();
        alerts.add(new StormAlert(one.word(), one.word()));
        if (count > 1 && one.operation() == Operation.UPDATE) {
            alerts.add(new StormAlert(one.word(), one.word() + "-b"));
        }
        return alerts;
    }

    private static int done(Operation operation) {
        return switch (operation) {
            case CREATE -> site.sandbox().tickets().size();
            case UPDATE ->
                site.sandbox().tickets().stream()
                        .mapToInt(ticket -> ticket.followups().size())
                        .sum();
            case SOLVE ->
                site.sandbox().tickets().stream()
                        .mapToInt(ticket -> ticket.solutions().size())
                        .sum();
            case LAUNCH -> site.sandbox().jobs().size();
        };
    }

    private static JsonNode newest(Evidence evidence, Case one) {
        List<JsonNode> revisions = evidence.incidents().stream()
                .filter(incident ->
                        incident.path("scope").path("service").asText().equals(one.word()))
                .toList();
        assertThat(revisions).as("revisions of %s", one).isNotEmpty();
        return revisions.get(revisions.size() - 1);
    }

    private static ConditionFactory quickly() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }
}
