package io.weir.bridge.view;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.bridge.view.IncidentEffects.RemediationState;
import io.weir.schema.DeadLetter;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Entries as the lists' JSON shows them: the record, and what else is known of it. */
final class Documents {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Documents() {}

    /** An object like {@code record} without the name of its schema. */
    static ObjectNode of(byte[] record) {
        try {
            ObjectNode document = (ObjectNode) MAPPER.readTree(record);
            document.remove("schema");
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException("a record that was readable before", e);
        }
    }

    /** The labels of an alert's record. */
    static Map<String, String> labels(byte[] record) {
        Map<String, String> labels = new TreeMap<>();
        of(record)
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    static ObjectNode incident(IncidentEntry entry, IncidentEffects effects) {
        ObjectNode document = of(entry.record());
        if (effects.ticket() != null) {
            document.set("ticket", ticket(effects.ticket()));
        }
        ArrayNode remediations = document.putArray("remediations");
        effects.remediations().forEach((id, state) -> remediations.add(remediation(id, state)));
        ArrayNode deadLetters = document.putArray("deadLetters");
        effects.deadLetters().forEach(letter -> deadLetters.add(deadLetter(letter)));
        return document;
    }

    private static ObjectNode ticket(Receipt receipt) {
        ObjectNode ticket = MAPPER.createObjectNode();
        put(ticket, "id", receipt.ticketId());
        put(ticket, "url", receipt.ticketUrl());
        put(ticket, "state", receipt.state());
        if (receipt.revision() != null) {
            ticket.put("revision", receipt.revision());
        }
        put(ticket, "reason", receipt.reason());
        put(ticket, "at", receipt.at());
        return ticket;
    }

    private static ObjectNode remediation(String id, RemediationState state) {
        ObjectNode remediation = MAPPER.createObjectNode().put("id", id);
        Remediation decision = state.decision();
        if (decision != null) {
            put(remediation, "rule", decision.rule());
            put(remediation, "template", decision.template());
            put(remediation, "target", decision.target());
            put(
                    remediation,
                    "mode",
                    decision.mode() == null ? null : MAPPER.convertValue(decision.mode(), String.class));
            remediation.put("attempt", decision.attempt());
            put(remediation, "state", MAPPER.convertValue(decision.kind(), String.class));
            put(remediation, "reason", decision.reason());
            put(remediation, "requestedAt", decision.requestedAt());
        }
        Receipt receipt = state.receipt();
        if (receipt != null) {
            put(remediation, "state", receipt.state());
            put(remediation, "reason", receipt.reason());
            put(remediation, "jobId", receipt.jobId());
            put(remediation, "jobUrl", receipt.jobUrl());
            put(remediation, "at", receipt.at());
        }
        return remediation;
    }

    private static ObjectNode deadLetter(DeadLetter letter) {
        ObjectNode notice = MAPPER.createObjectNode();
        put(notice, "stage", letter.stage());
        put(notice, "reason", letter.reason());
        put(notice, "detail", letter.detail());
        put(notice, "at", letter.at());
        return notice;
    }

    private static void put(ObjectNode node, String field, String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    private static void put(ObjectNode node, String field, Long millis) {
        if (millis != null) {
            node.put(field, Instant.ofEpochMilli(millis).toString());
        }
    }
}
