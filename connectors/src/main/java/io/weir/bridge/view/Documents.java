package io.weir.bridge.view;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.bridge.view.IncidentEffects.RemediationState;
import io.weir.schema.DeadLetter;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
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
        ArrayNode notifications = document.putArray("notifications");
        effects.notifications().values().forEach(receipt -> notifications.add(notification(receipt)));
        ArrayNode deadLetters = document.putArray("deadLetters");
        effects.deadLetters().forEach(letter -> deadLetters.add(deadLetter(letter)));
        return document;
    }

    private static ObjectNode ticket(TicketState state) {
        Receipt receipt = state.receipt();
        ObjectNode ticket = MAPPER.createObjectNode();
        put(ticket, "id", receipt.ticketId());
        put(ticket, "url", receipt.ticketUrl());
        put(ticket, "state", receipt.state());
        if (receipt.revision() != null) {
            ticket.put("revision", receipt.revision());
        }
        put(ticket, "reason", receipt.reason());
        put(ticket, "at", receipt.at());
        put(ticket, "status", state.status());
        put(ticket, "statusSince", state.statusSince());
        put(ticket, "statusReason", state.statusReason());
        if (state.duplicates() > 0) {
            ticket.put("duplicates", state.duplicates());
        }
        return ticket;
    }

    private static ObjectNode notification(Receipt receipt) {
        ObjectNode notification = MAPPER.createObjectNode();
        put(notification, "channel", receipt.channel());
        put(notification, "phase", receipt.phase());
        return outcome(notification, receipt);
    }

    static ObjectNode downtimeEffects(DowntimeEffects effects) {
        ObjectNode document = MAPPER.createObjectNode();
        ArrayNode assets = document.putArray("assets");
        effects.assets().values().forEach(receipt -> assets.add(asset(receipt)));
        ArrayNode silences = document.putArray("silences");
        effects.silences().values().forEach(receipt -> silences.add(silence(receipt)));
        return document;
    }

    private static ObjectNode asset(Receipt receipt) {
        ObjectNode asset = MAPPER.createObjectNode();
        put(asset, "id", receipt.externalId());
        return outcome(asset, receipt);
    }

    private static ObjectNode silence(Receipt receipt) {
        ObjectNode silence = MAPPER.createObjectNode();
        put(silence, "id", receipt.externalId());
        put(silence, "alertmanager", receipt.channel());
        put(silence, "window", receipt.phase());
        return outcome(silence, receipt);
    }

    private static ObjectNode outcome(ObjectNode document, Receipt receipt) {
        put(document, "state", receipt.state());
        put(document, "reason", receipt.reason());
        put(document, "at", receipt.at());
        return document;
    }

    /** A dead letter without its body; {@code retried} null when nobody tried it again. */
    static ObjectNode letter(LetterEntry entry, Retry retried) {
        DeadLetter letter = entry.letter();
        ObjectNode document = MAPPER.createObjectNode().put("id", entry.id());
        put(document, "tenant", letter.tenant());
        put(document, "stage", letter.stage());
        put(document, "reason", letter.reason());
        put(document, "detail", letter.detail());
        put(document, "source", letter.source());
        put(document, "contentType", letter.contentType());
        put(document, "incidentId", letter.incidentId());
        put(document, "remediationId", letter.remediationId());
        put(document, "at", letter.at());
        document.put("bytes", entry.bytes());
        if (retried != null) {
            ObjectNode again = document.putObject("retried");
            put(again, "at", retried.at());
            put(again, "by", retried.by());
        }
        return document;
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

    private static ObjectNode deadLetter(LetterEntry entry) {
        DeadLetter letter = entry.letter();
        ObjectNode notice = MAPPER.createObjectNode().put("id", entry.id());
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
