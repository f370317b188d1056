package io.weir.pipeline.correlate;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Fingerprint;
import io.weir.schema.Fold;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Forty minutes of alerts of two tenants, with repeats, folded ones too, resolves, flapping, causes, replicas, too many open incidents, a
 * downtime and a change of rules, made from
 * a seed: the same seed gives the same log.
 */
public final class RecordedLog {
    public static final long START = 1_772_000_000_000L;
    public static final long END = START + 40 * 60_000;
    public static final String RULES = """
            version: "first"
            grouping:
              - name: by cluster
                scope: [cluster]
                gap: 90s
                maxSpan: 15m
                wait: {emergency: 0s, critical: 2s, warning: 5s, info: 10s}
                updateEvery: 20s
                resolveQuiet: 15s
                reopenWithin: 5m
            identity: {ignore: [replica]}
            inhibition:
              - {name: zero mutes, source: ['alertname="Alert0"'], target: ['alertname=~"Alert[12]"'],
                 equal: [cluster], lateJoin: 30s}
            limits: {openIncidents: 4}
            flapping: {transitions: 4, window: 5m, quiet: 60s}
            remediation:
              - name: restart
                match: ['alertname="Alert3"']
                template: restart service
                target: instance
                mode: auto
                cooldown: 2m
            """;

    /** One record. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(long time, String topic, String key, byte[] value) {}

    private RecordedLog() {}

    public static List<Entry> of(long seed) {
        Random random = new Random(seed);
        List<Entry> log = new ArrayList<>();
        for (int identity = 0; identity < 60; identity++) {
            alertsOf(identity, random, log);
        }
        outlivesTheDowntime(log);
        log.add(downtime(START + 5 * 60_000, START + 10 * 60_000, START + 14 * 60_000));
        log.add(rules(START + 20 * 60_000));
        log.add(new Entry(
                START + 6 * 60_000, Topics.ALERTS, "acme|poison", "not JSON".getBytes(StandardCharsets.UTF_8)));
        for (int i = 1; i <= 30; i++) {
            log.add(folded(i % 2 == 0 ? "acme" : "globex", i, START + i * 61_003L));
        }
        log.sort(Comparator.comparingLong(Entry::time));
        return log;
    }

    /** Several of them one after the other, each with its own seed; the downtime and the change of rules come once. */
    public static List<Entry> longer(int times) {
        List<Entry> log = new ArrayList<>(of(1));
        for (int i = 1; i < times; i++) {
            long later = i * (END - START);
            for (Entry entry : of(i + 1)) {
                if (entry.topic().equals(Topics.ALERTS)) {
                    log.add(new Entry(entry.time() + later, entry.topic(), entry.key(), entry.value()));
                }
            }
        }
        log.sort(Comparator.comparingLong(Entry::time));
        return log;
    }

    /** How many observations each tenant has in each minute, the unreadable one included; by tenant and minute. */
    static Map<String, Long> received(List<Entry> log) {
        Map<String, Long> received = new TreeMap<>();
        for (Entry entry : log) {
            if (entry.topic().equals(Topics.ALERTS)) {
                String tenant = entry.key().substring(0, entry.key().indexOf('|'));
                received.merge(
                        tenant + "|" + Math.floorDiv(entry.time(), 60_000) * 60_000, observations(entry), Long::sum);
            }
        }
        return received;
    }

    private static long observations(Entry entry) {
        try {
            return Wire.isFold(entry.value()) ? Wire.FOLD.read(entry.value()).repeats() : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry folded(String tenant, long repeats, long at) {
        return new Entry(
                at, Topics.ALERTS, tenant + "|fold", Wire.FOLD.write(new Fold(tenant, "alertmanager", repeats, at)));
    }

    private static void alertsOf(int identity, Random random, List<Entry> log) {
        Map<String, String> labels = labels(identity);
        String tenant = identity % 2 == 0 ? "acme" : "globex";
        long at = START + random.nextInt(5 * 60_000);
        while (at < END) {
            long startsAt = at - 1_000 - random.nextInt(30_000);
            long firesFor = identity % 9 == 0 ? 3_000 + random.nextInt(5_000) : 10_000 + random.nextInt(240_000);
            long end = at + firesFor;
            for (long repeat = at; repeat < end; repeat += 15_000 + random.nextInt(20_000)) {
                log.add(alert(tenant, labels, AlertStatus.FIRING, startsAt, null, repeat));
            }
            int resends = 1 + random.nextInt(3);
            for (int i = 0; i < resends; i++) {
                log.add(alert(tenant, labels, AlertStatus.RESOLVED, startsAt, end - 500, end + i * 20_000L));
            }
            at = end + (identity % 9 == 0 ? 5_000 : 70_000) + random.nextInt(120_000);
        }
    }

    /** The last twelve are replicas: two of them are one alert. */
    private static Map<String, String> labels(int identity) {
        boolean replica = identity >= 48;
        int alert = replica && identity % 4 >= 2 ? identity - 2 : identity;
        Map<String, String> labels = new TreeMap<>(Map.of(
                "alertname", "Alert" + alert % 7,
                "instance", "host" + alert + ":9100",
                "cluster", "c" + alert % 5,
                "severity", List.of("critical", "warning", "info").get(alert % 3)));
        if (replica) {
            labels.put("replica", "r" + identity);
        }
        return labels;
    }

    private static void outlivesTheDowntime(List<Entry> log) {
        Map<String, String> labels = Map.of("alertname", "Works", "cluster", "c9", "severity", "warning");
        long from = START + 11 * 60_000;
        for (long at = from; at < from + 9 * 60_000; at += 30_000) {
            log.add(alert("globex", labels, AlertStatus.FIRING, from, null, at));
        }
        log.add(alert("globex", labels, AlertStatus.RESOLVED, from, from + 540_000, from + 540_500));
    }

    private static Entry alert(
            String tenant, Map<String, String> labels, AlertStatus status, long startsAt, Long endsAt, long at) {
        String fingerprint = Fingerprint.of(labels);
        Alert alert = new Alert(
                tenant,
                "alertmanager",
                fingerprint,
                status,
                startsAt,
                endsAt,
                null,
                labels,
                Map.of("summary", "something is wrong"),
                null,
                "http://am",
                at,
                null);
        return new Entry(at, Topics.ALERTS, Topics.key(tenant, fingerprint), Wire.ALERT.write(alert));
    }

    private static Entry downtime(long recordedAt, long from, long to) {
        Downtime downtime = new Downtime(
                "d1",
                1,
                Downtime.Status.ACTIVE,
                List.of("cluster=~\"c1|c9\""),
                from,
                to,
                null,
                "ops",
                "works",
                recordedAt);
        Directive directive =
                new Directive(Directive.Kind.DOWNTIME, "globex", "d1", null, null, downtime, null, null, "ops");
        return new Entry(recordedAt, Topics.DIRECTIVES, "globex|d1|1", Wire.DIRECTIVE.write(directive));
    }

    private static Entry rules(long recordedAt) {
        String book = RULES.replace("\"first\"", "\"second\"").replace("scope: [cluster]", "scope: [instance]");
        Directive directive =
                new Directive(Directive.Kind.RULES, "acme", "second", null, book, null, null, null, "ops");
        return new Entry(recordedAt, Topics.DIRECTIVES, "acme|rules|second", Wire.DIRECTIVE.write(directive));
    }
}
