package io.weir.bridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of an Alertmanager's answers counts; the recorded ones are of 0.25. */
class AlertmanagerMemberTest {
    private static final String JSON = "application/json";
    private static final Instant STARTED = Instant.parse("2026-11-20T13:19:09.918Z");
    private static final Instant NOW = STARTED.plusSeconds(3600);

    private StubSource stub;

    @BeforeEach
    void start() throws IOException {
        stub = StubSource.start().at(NOW);
        stub.answer("/api/v2/alerts", 200, JSON, recorded("alerts-get-all-with-inhibited"));
        stub.answer("/api/v2/receivers", 200, JSON, recorded("receivers"));
        stub.answer("/api/v2/status", 200, JSON, recorded("status"));
        stub.answer("/api/v2/silences", 200, JSON, recorded("silence-list"));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void aGoodAnswerCounts() throws Exception {
        Heard.Answer answer =
                member("twin", Authorization.bearer(() -> "s3cret")).ask(NOW);

        assertThat(answer.known()).hasSize(3);
        assertThat(answer.settled()).isTrue();
        assertThat(stub.authorizations()).containsOnly("Bearer s3cret").hasSize(3);
    }

    @ParameterizedTest(name = "its clock {0} s, ours {1} s after its start: {2}")
    @CsvSource({"600, 600, true", "599, 3600, false", "3600, 599, false", "-3600, 3600, false", "3600, -3600, false"})
    void itsAgeIsJudgedByTheMoreCarefulClock(long theirs, long ours, boolean settled) throws Exception {
        stub.at(Instant.ofEpochSecond(STARTED.getEpochSecond() + 1 + theirs));

        assertThat(member("twin", Authorization.none())
                        .ask(STARTED.plusSeconds(ours))
                        .settled())
                .isEqualTo(settled);
    }

    @Test
    void aClusterThatStillGossipsProvesNothing() throws Exception {
        stub.answer("/api/v2/status", 200, JSON, recorded("status").replace("\"disabled\"", "\"settling\""));

        assertThat(member("twin", Authorization.none()).ask(NOW).settled()).isFalse();
    }

    @Test
    void anAlertmanagerWithoutOurReceiverIsAnotherOne() {
        assertThatThrownBy(() -> member("weir", Authorization.none()).ask(NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no receiver \"weir\"");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "/api/v2/alerts,    200, text/html,        <html>login</html>",
                "/api/v2/alerts,    200, application/json, -",
                "/api/v2/alerts,    200, application/json, [",
                "/api/v2/alerts,    200, text/plain,       []",
                "/api/v2/alerts,    204, application/json, -",
                "/api/v2/alerts,    302, application/json, []",
                "/api/v2/alerts,    401, application/json, []",
                "/api/v2/alerts,    404, application/json, []",
                "/api/v2/alerts,    500, application/json, []",
                "/api/v2/alerts,    502, text/html,        <html>",
                "/api/v2/status,    200, application/json, {}",
                "/api/v2/status,    503, application/json, {}",
                "/api/v2/receivers, 200, application/json, []",
                "/api/v2/receivers, 401, text/plain,       no",
            })
    void anythingElseIsNoAnswer(String path, int status, String contentType, String body) {
        stub.answer(path, status, contentType, body == null ? "" : body);

        assertThatThrownBy(() -> member("twin", Authorization.none()).ask(NOW)).isInstanceOf(IOException.class);
    }

    @Test
    void aBodyThatStopsHalfwayIsNoAnswer() {
        stub.stall();

        assertThatThrownBy(() -> member("twin", Authorization.none(), Duration.ofSeconds(1))
                        .ask(NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no complete answer within");
    }

    @Test
    void aSecretThatCannotBeReadIsAFailureThatNamesNoSecret() {
        Authorization unreadable = Authorization.basic("weir", () -> {
            throw new IllegalStateException("no secret in env:NOWHERE");
        });

        assertThatThrownBy(() -> member("twin", unreadable).ask(NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("env:NOWHERE");
    }

    @Test
    void readsItsSilences() throws Exception {
        List<Silence> silences = member("twin", Authorization.none()).silences();

        assertThat(silences).isNotEmpty();
        Silence first = silences.get(0);
        assertThat(first.live()).isTrue();
        assertThat(first.matchers()).containsExactly(new Silence.Term("instance", "srv-[0-9]+(:.*)?", true, true));
    }

    private AlertmanagerMember member(String receiver, Authorization authorization) {
        return member(receiver, authorization, Duration.ofSeconds(30));
    }

    private AlertmanagerMember member(String receiver, Authorization authorization, Duration timeout) {
        return new AlertmanagerMember(
                stub.url(),
                new AlertmanagerSource(
                        "acme",
                        List.of(stub.url()),
                        List.of("http://am.example.org"),
                        Set.of(receiver),
                        false,
                        new Pace(
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(10),
                                timeout),
                        authorization));
    }

    private static String recorded(String name) throws IOException {
        try (InputStream in =
                AlertmanagerMemberTest.class.getResourceAsStream("/recordings/alertmanager-asked/" + name + ".json")) {
            return new ObjectMapper().readTree(in).at("/response/body").toString();
        }
    }
}
