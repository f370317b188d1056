package io.weir.app.compare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.sort.ExternalSort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Results of a job, as lines of its files. Times are seconds after {@link #T0}; an alert is named by its fingerprint, and
 * starts at T0 unless it is written {@code name@seconds}. One that begins with {@code crit} is critical, else a warning.
 */
final class RawRun {
    static final long T0 = Instant.parse("2026-01-05T20:00:00Z").toEpochMilli();

    private static final JsonMapper JSON = new JsonMapper();
    private static final int AMPLE = 100;

    private final Map<String, List<String>> lines = new TreeMap<>();
    private String tenant = "acme";

    static String time(double seconds) {
        return Instant.ofEpochMilli(T0 + Math.round(seconds * 1_000)).toString();
    }

    RawRun tenant(String name) {
        tenant = name;
        return this;
    }

    /** A published incident with these alerts, each placed in it when the incident opened. */
    Ticket ticket(String id, String... alerts) {
        return new Ticket(id, alerts);
    }

    /** The same, with nothing more to say. */
    RawRun plain(String id, String... alerts) {
        return ticket(id, alerts).add();
    }

    /** A decision about alerts; the incident may be null. */
    RawRun decided(String kind, String reason, double at, String incident, String... alerts) {
        for (String alert : alerts) {
            decision(kind, reason, at, incident, alert, Map.of());
        }
        return this;
    }

    /** A decision with a detail; alert or incident may be null. */
    RawRun decision(String kind, String reason, double at, String incident, String alert, Map<String, String> detail) {
        ObjectNode line = document("weir.decision/1")
                .put("at", time(at))
                .put("kind", kind)
                .put("reason", reason)
                .put("rule", "by-" + reason);
        if (alert != null) {
            line.put("alertname", "Name-" + fingerprint(alert))
                    .put("fingerprint", fingerprint(alert))
                    .put("startsAt", time(startsAt(alert)));
        }
        if (incident != null) {
            line.put("incidentId", incident);
        }
        if (!detail.isEmpty()) {
            line.set("detail", JSON.valueToTree(detail));
        }
        return add("decisions", line);
    }

    RawRun remediation(String id, String kind, double at, String incident, String target, String mode, String reason) {
        ObjectNode line = document("weir.remediation/1")
                .put("remediationId", id)
                .put("incidentId", incident)
                .put("kind", kind)
                .put("rule", "restart")
                .put("template", "Restart")
                .put("target", target)
                .put("mode", mode)
                .put("attempt", 1)
                .put("requestedAt", time(at))
                .put("verifyWithinMs", 600_000);
        return add("remediations", reason == null ? line : line.put("reason", reason));
    }

    RawRun tally(double minute, long received) {
        ObjectNode line = document("weir.tally/1").put("minute", time(minute)).put("received", received);
        line.putObject("outcomes");
        line.putObject("held");
        return add("tallies", line.put("deadLettered", 0).put("inFlight", 0));
    }

    RawRun deadLetter(String reason) {
        return add(
                "dead-letters",
                document("weir.dead-letter/1")
                        .put("stage", "correlate")
                        .put("reason", reason)
                        .put("at", time(0)));
    }

    private ObjectNode document(String schema) {
        return JSON.createObjectNode().put("schema", schema).put("tenant", tenant);
    }

    private RawRun add(String name, ObjectNode line) {
        lines.computeIfAbsent(name, n -> new ArrayList<>()).add(line.toString());
        return this;
    }

    static String fingerprint(String alert) {
        return alert.replaceAll("@.*", "");
    }

    static double startsAt(String alert) {
        return alert.contains("@") ? Double.parseDouble(alert.replaceAll(".*@", "")) : 0;
    }

    /** Writes each kind into one file, as {@code weir score} does. */
    void write(Path raw) throws IOException {
        Files.createDirectories(raw);
        for (Map.Entry<String, List<String>> file : lines.entrySet()) {
            Files.write(raw.resolve(file.getKey() + "-0.jsonl"), file.getValue());
        }
    }

    /** Writes each kind shuffled into parts of nested folders, with what is in progress beside them. */
    void scatter(Path raw, long seed) throws IOException {
        Random random = new Random(seed);
        for (Map.Entry<String, List<String>> file : lines.entrySet()) {
            List<String> shuffled = new ArrayList<>(file.getValue());
            Collections.shuffle(shuffled, random);
            int parts = 1 + random.nextInt(4);
            for (int part = 0; part < parts; part++) {
                Path folder = raw.resolve(file.getKey()).resolve("bucket-" + random.nextInt(2));
                Files.createDirectories(folder);
                List<String> some = new ArrayList<>();
                for (int i = part; i < shuffled.size(); i += parts) {
                    some.add(shuffled.get(i));
                }
                Files.write(folder.resolve("part-" + random.nextInt(1_000_000) + "-" + part), some);
                Files.writeString(folder.resolve(".part-" + part + ".inprogress"), "{\"half a li");
            }
        }
    }

    /** Its run folder, with figures. */
    Run run(Path folder, String name) throws IOException {
        Path raw = folder.resolve(name + "-raw");
        write(raw);
        return run(raw, folder, name, ExternalSort.DEFAULT_MEMORY);
    }

    static Run run(Path raw, Path folder, String name, long memory) throws IOException {
        Path run = folder.resolve(name);
        Received received = RunFolder.write(new RawParts(raw, Long.MAX_VALUE), run, folder, 2, memory);
        return new Run(name, run, Figures.of(run, Night.DEFAULT, received));
    }

    /** An incident on its way into the results. */
    final class Ticket {
        private final String id;
        private final String[] alerts;
        private String rule = "default";
        private String severity = "warning";
        private int priority = 3;
        private double openedAt;
        private double publishedAt = 60;
        private Double resolvedAt = 900.0;
        private int updates;
        private int reopens;
        private boolean unlisted;
        private String label;

        private Ticket(String id, String... alerts) {
            this.id = id;
            this.alerts = alerts;
        }

        Ticket rule(String name) {
            rule = name;
            return this;
        }

        Ticket severity(String word) {
            severity = word;
            return this;
        }

        Ticket priority(int number) {
            priority = number;
            return this;
        }

        Ticket opened(double first, double published) {
            openedAt = first;
            publishedAt = published;
            return this;
        }

        /** Null: open at the end. */
        Ticket resolved(Double at) {
            resolvedAt = at;
            return this;
        }

        Ticket updates(int number) {
            updates = number;
            return this;
        }

        Ticket reopens(int number) {
            reopens = number;
            return this;
        }

        /** A label that its members have besides. */
        Ticket labelled(String value) {
            label = value;
            return this;
        }

        /** Its revisions list no members. */
        Ticket unlisted() {
            unlisted = true;
            return this;
        }

        RawRun add() {
            for (int i = 0; i < alerts.length; i++) {
                decided(i == 0 ? "opened" : "joined", i == 0 ? "new-problem" : "same-problem", openedAt, id, alerts[i]);
            }
            int revision = 1;
            revision("opened", revision++, publishedAt, false);
            for (int i = 0; i < updates; i++) {
                revision("updated", revision++, publishedAt + 30 * revision, false);
            }
            for (int i = 0; i < reopens; i++) {
                revision("resolved", revision++, publishedAt + 30 * revision, true);
                revision("reopened", revision++, publishedAt + 30 * revision, false);
            }
            if (resolvedAt != null) {
                revision("resolved", revision, resolvedAt, true);
            }
            return RawRun.this;
        }

        private void revision(String kind, int revision, double at, boolean over) {
            ObjectNode line = document("weir.incident/1")
                    .put("incidentId", id)
                    .put("revision", revision)
                    .put("kind", kind)
                    .put("reason", "because-" + kind)
                    .put("status", over ? "resolved" : "open");
            line.putObject("scope").put("site", "s1").put("cluster", "c1");
            line.put("rule", rule)
                    .put("rulesVersion", "1")
                    .put("severity", severity)
                    .put("urgency", 3)
                    .put("impact", 3)
                    .put("title", "Title of " + id)
                    .put("openedAt", time(openedAt))
                    .put("updatedAt", time(at));
            if (over) {
                line.put("resolvedAt", time(at)).put("resolution", "recovered");
            }
            line.put("reopened", 0)
                    .put("memberCount", Math.max(alerts.length, unlisted ? AMPLE : 0))
                    .put("firingCount", 1);
            ArrayNode members = line.putArray("members");
            for (int i = alerts.length - 1; i >= 0 && !unlisted; i--) {
                member(members.addObject(), alerts[i]);
            }
            line.put("membersOmitted", unlisted ? AMPLE : 0).put("priority", priority);
            RawRun.this.add("incidents", line);
        }

        private void member(ObjectNode member, String alert) {
            member.put("fingerprint", fingerprint(alert))
                    .put("startsAt", time(startsAt(alert)))
                    .put("status", "firing")
                    .put("severity", alert.startsWith("crit") ? "critical" : "warning");
            ObjectNode labels = member.putObject("labels")
                    .put("instance", fingerprint(alert))
                    .put("alertname", "A");
            if (label != null) {
                labels.put("seen", label);
            }
            member.putObject("annotations").put("summary", "long text");
            member.put("source", "alertmanager")
                    .put("joinedAt", time(openedAt))
                    .put("flapping", false)
                    .put("persisted", false);
        }
    }
}
