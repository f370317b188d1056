package io.weir.bridge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;

/** A message of an Alertmanager in the making. */
final class Posted {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");

    private final ArrayNode alerts = new ObjectMapper().createArrayNode();

    /** One alert fires since so many minutes after six. */
    Posted firing(String name, int startMinute) {
        return alert(name, "firing", startMinute);
    }

    /** The one that began then is over. */
    Posted resolved(String name, int startMinute) {
        return alert(name, "resolved", startMinute);
    }

    private Posted alert(String name, String status, int startMinute) {
        Instant start = START.plusSeconds(60L * startMinute);
        var alert = alerts.addObject().put("status", status).put("startsAt", start.toString());
        alert.put(
                "endsAt",
                status.equals("firing")
                        ? "0001-01-01T00:00:00Z"
                        : start.plusSeconds(30).toString());
        alert.putObject("labels").put("alertname", name);
        return this;
    }

    int size() {
        return alerts.size();
    }

    /** As Alertmanager's webhook has it. */
    String webhook() {
        return "{\"version\":\"4\",\"externalURL\":\"http://am\",\"alerts\":" + alerts + "}";
    }
}
