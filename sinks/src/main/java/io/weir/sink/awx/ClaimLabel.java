package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The label that claims a request: of all who try to make it, AWX lets one succeed. */
final class ClaimLabel {
    private final AwxClient client;
    private final LaunchMemory memory;
    private final Duration settle;
    private final String name;

    ClaimLabel(AwxClient client, LaunchMemory memory, Duration settle, String name) {
        this.client = client;
        this.memory = memory;
        this.settle = settle;
        this.name = name;
    }

    /**
     * A label that exists.
     *
     * @param fresh whether it was made just now, by us
     * @param created when it was made; null when that cannot be read
     * @param serverTime AWX's clock
     */
    record Claim(long id, boolean fresh, Instant created, Instant serverTime) {}

    /**
     * Makes the label, or finds it.
     *
     * @throws RefusedException when AWX lets us do neither
     */
    Claim claim(long organization) throws HaltException, RefusedException {
        ObjectNode label =
                JsonNodeFactory.instance.objectNode().put("name", name).put("organization", organization);
        AwxClient.Reply reply = client.post(client.url("labels"), label);
        if (reply.answer() instanceof AwxAnswer.Created made) {
            memory.claimed(name);
            return new Claim(made.body().path("id").asLong(), true, null, reply.serverTime());
        }
        // most often a no because it exists; whatever it was, only a look tells
        return find().orElseThrow(() ->
                new RefusedException("label-refused", reply.answer().describe()));
    }

    /** The label, if it exists. */
    Optional<Claim> find() throws HaltException {
        AwxClient.Reply reply = client.get(client.url("labels").addQueryParameter("name", name));
        JsonNode label = reply.ok() == null ? null : reply.ok().path("results").get(0);
        return label == null
                ? Optional.empty()
                : Optional.of(new Claim(label.path("id").asLong(), false, created(label), reply.serverTime()));
    }

    /** How long an attempt behind an existing claim may still become a job. */
    Duration unsettled(Claim claim) {
        if (memory.clean(name)) {
            return Duration.ZERO;
        }
        Duration ours = memory.settling(name);
        if (claim.created() == null) {
            return ours;
        }
        Duration theirs = Duration.between(claim.serverTime(), claim.created().plus(settle));
        return theirs.compareTo(ours) > 0 ? theirs : ours;
    }

    private static Instant created(JsonNode label) {
        try {
            return OffsetDateTime.parse(label.path("created").asText()).toInstant();
        } catch (DateTimeException e) {
            // then only our own memory says how old it is
            return null;
        }
    }
}
