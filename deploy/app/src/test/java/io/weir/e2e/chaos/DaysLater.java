package io.weir.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.checker.Log;
import io.weir.checker.Store;
import io.weir.e2e.Commands;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the jobs still know when everything has been over for long. The log is the clock of correlate, so a broker whose
 * clock is two days ahead is all it takes; deliver goes by its own clock, and is told to remember for less than a minute.
 * Ends the jobs and the broker.
 */
final class DaysLater {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Staleness, reopening and habits are over by then. */
    private static final Duration LATER = Duration.ofDays(2);
    /** From when something may be forgotten until it is. */
    private static final Duration FORGETTING = Duration.ofSeconds(20);
    /** The only alert of that day. */
    private static final String WITNESS = "two-days-later";

    private final ChaosSite site;

    DaysLater(ChaosSite site) {
        this.site = site;
    }

    /**
     * Keys by operator and state; those of one alert of that day, which shows that all was read, left out.
     *
     * @param over when nothing was left to do
     */
    Map<String, List<String>> remembered(Instant over) throws Exception {
        ChaosCluster cluster = site.cluster();
        cluster.stopManaging();
        cluster.kill("kafka");
        String kafka = cluster.state().kafka();
        try (Child later = Child.start(
                site.folder().resolve("broker-ahead.log"),
                "512m",
                BrokerAhead.class,
                site.folder().resolve("cluster").resolve("kafka").toString(),
                kafka.substring(kafka.lastIndexOf(':') + 1),
                Long.toString(LATER.toHours()))) {
            String tenant = ChaosSite.TENANTS.get(0);
            AlertSource source =
                    new AlertSource(site.bridgeUrl(), ChaosSite.token(tenant), new AtomicLong(LATER.toMillis()));
            source.fire(WITNESS, WITNESS);
            source.flush();
            JsonNode witness = await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> later.isAlive() ? witness(new Log(kafka)) : null, found -> found != null);
            Map<String, List<String>> keys = new TreeMap<>(keysBut(witness, savepoint("correlate")));
            await().atMost(PATIENCE).until(() -> ticketed(witness));
            // no event ends it, only time
            await().atMost(PATIENCE)
                    .until(() -> Instant.now()
                            .isAfter(over.plus(ChaosSite.REMEMBERED).plus(FORGETTING)));
            keys.putAll(keysBut(witness, savepoint("deliver")));
            return keys;
        }
    }

    private static JsonNode witness(Log log) throws Exception {
        return log.read("weir.incidents").stream()
                .filter(each -> each.path("scope").path("service").asText().equals(WITNESS))
                .findFirst()
                .orElse(null);
    }

    private boolean ticketed(JsonNode witness) throws IOException {
        String id = witness.path("incidentId").asText();
        return new Store(site.sandboxUrl())
                .tickets().stream().anyMatch(ticket -> ticket.toString().contains(id));
    }

    private Path savepoint(String job) {
        String said = Commands.weir(
                "stop",
                job,
                "--flink",
                site.cluster().state().flink(),
                "--savepoint",
                site.folder().resolve("savepoints").toUri().toString());
        assertThat(said).contains("file:");
        return Path.of(URI.create(said.substring(said.indexOf("file:")).strip()));
    }

    private static Map<String, List<String>> keysBut(JsonNode witness, Path savepoint) throws Exception {
        String alert = witness.path("tenant").asText() + "|"
                + witness.path("members").path(0).path("fingerprint").asText();
        // and its tenant has one open incident, and an account of the minute
        List<String> known = List.of(
                alert,
                witness.path("scopeKey").asText(),
                witness.path("tenant").asText() + "|"
                        + witness.path("incidentId").asText(),
                witness.path("tenant").asText());
        Map<String, List<String>> keys = SavepointState.keys(savepoint);
        assertThat(keys.values())
                .as("the witness is remembered")
                .anySatisfy(each -> assertThat(each).containsAnyElementsOf(known));
        Map<String, List<String>> others = new TreeMap<>();
        keys.forEach((state, each) -> {
            List<String> rest =
                    each.stream().filter(key -> !known.contains(key)).toList();
            if (!rest.isEmpty()) {
                others.put(state, rest);
            }
        });
        return others;
    }
}
