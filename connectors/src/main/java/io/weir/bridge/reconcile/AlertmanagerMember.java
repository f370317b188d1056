package io.weir.bridge.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.bridge.intake.KnownAlerts;
import io.weir.bridge.intake.KnownAlerts.Known;
import io.weir.bridge.intake.Origin;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks one Alertmanager. */
final class AlertmanagerMember {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final URI url;
    private final AlertmanagerSource source;
    private final SourceHttp http;

    AlertmanagerMember(URI url, AlertmanagerSource source) {
        this.url = url;
        this.source = source;
        this.http = new SourceHttp(url, source.authorization(), source.pace().timeout());
    }

    URI url() {
        return url;
    }

    /**
     * What it knows.
     *
     * @throws IOException when it does not answer well, or is not the one that posts to us
     */
    Heard.Answer ask(Instant now) throws IOException, InterruptedException {
        byte[] body = http.get("/api/v2/alerts").jsonBytes();
        List<Known> known = KnownAlerts.read(body, new Origin(source.tenant(), null, now), source.instance());
        checkReceivers();
        // asked last: a restart before that cannot pass for an Alertmanager that has run for long
        Reply status = http.get("/api/v2/status");
        return new Heard.Answer(known, isSettled(status, status.json(), now));
    }

    /** An Alertmanager without our receivers is another one, or about to be configured: it proves nothing. */
    private void checkReceivers() throws IOException, InterruptedException {
        Set<String> names = new HashSet<>();
        http.get("/api/v2/receivers")
                .json()
                .forEach(receiver -> names.add(receiver.path("name").asText()));
        for (String receiver : source.receivers()) {
            if (!names.contains(receiver)) {
                throw new IOException("it has no receiver \"" + receiver + "\"");
            }
        }
    }

    private boolean isSettled(Reply reply, JsonNode status, Instant now) throws IOException {
        Instant startedAt;
        try {
            startedAt = Instant.parse(status.path("uptime").asText());
        } catch (DateTimeException e) {
            throw new IOException("uptime: expected a time", e);
        }
        boolean gossips = !status.path("cluster").path("status").asText().equals("settling");
        return gossips && reply.age(startedAt, now).compareTo(source.pace().settleAfterRestart()) >= 0;
    }

    /** All silences, expired ones too. */
    List<Silence> silences() throws IOException, InterruptedException {
        JsonNode list = http.get("/api/v2/silences").json();
        if (!list.isArray()) {
            throw new IOException("GET /api/v2/silences: expected an array");
        }
        List<Silence> silences = new ArrayList<>();
        for (JsonNode one : list) {
            silences.add(Silence.of(one));
        }
        return silences;
    }

    /** The answer to making or, with an id, changing a silence. */
    Reply put(Silence silence) throws IOException, InterruptedException {
        return http.post("/api/v2/silences", MAPPER.writeValueAsBytes(silence.json(MAPPER.createObjectNode())));
    }

    /** Ends a silence; one that is not there counts as ended. */
    void expire(String id) throws IOException, InterruptedException {
        Reply reply = http.delete("/api/v2/silence/" + id);
        boolean unknown = (reply.status() == 500 && reply.text().contains("not found")) || reply.status() == 404;
        if (reply.status() != 200 && !unknown) {
            throw reply.wrong();
        }
    }
}
