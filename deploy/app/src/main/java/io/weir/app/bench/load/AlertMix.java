package io.weir.app.bench.load;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The load of the benchmark, the same for the same seed: of 100 alerts 90 repeat one that fires, five start one that does
 * not and five end one. Before that each of the first active ones is started once. An alert has eight labels and is about
 * 600 bytes long on Kafka.
 */
public final class AlertMix implements Iterator<Alert> {
    /** When the first alert is received, milliseconds since the epoch. */
    public static final long START = 1_790_000_000_000L;

    private static final int STARTS_OF_100 = 5;
    private static final int ENDS_OF_100 = 10;
    private static final int PER_CLUSTER = 50;
    private static final int NAMES = 40;
    private static final String[] SEVERITIES = {"critical", "warning", "warning", "warning", "info"};

    private final MixSize size;
    private final Random random;
    private final int[] firstOf;
    private final int[] order;
    private final long[] startedAt;
    private int active;
    private int made;

    /** A load from its beginning. */
    public AlertMix(MixSize size, long seed) {
        this.size = size;
        this.random = new Random(seed);
        this.firstOf = firstOf(size);
        this.order = new int[size.identities()];
        this.startedAt = new long[size.identities()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            swap(i, random.nextInt(i + 1));
        }
    }

    /** The first identity of each tenant, by Zipf's law: the second tenant has half of the first one's, and so on. */
    private static int[] firstOf(MixSize size) {
        double all = 0;
        for (int rank = 1; rank <= size.tenants(); rank++) {
            all += 1.0 / rank;
        }
        int[] first = new int[size.tenants()];
        double before = 0;
        for (int rank = 1; rank < size.tenants(); rank++) {
            before += 1.0 / rank;
            first[rank] = (int) (size.identities() * before / all);
        }
        return first;
    }

    @Override
    public boolean hasNext() {
        return made < size.alerts();
    }

    /**
     * What happens next.
     *
     * @param kind whether the alert starts, fires on or ends
     * @param identity which one, from 0
     * @param at when, milliseconds since the epoch
     */
    public record Step(Kind kind, int identity, long at) {}

    /** What can happen to an alert. */
    public enum Kind {
        START,
        REPEAT,
        END
    }

    /** The next alert; its receive instant is its time. */
    @Override
    public Alert next() {
        return alert(step());
    }

    /** The next step, for who renders alerts in a way of their own. */
    public Step step() {
        long at = START + made * 1000L / size.perSecond();
        made++;
        if (active < size.active() && made <= size.active()) {
            return start(active, at);
        }
        int share = random.nextInt(100);
        if (share < STARTS_OF_100) {
            return start(active + random.nextInt(order.length - active), at);
        }
        int chosen = random.nextInt(active);
        int identity = order[chosen];
        if (share < ENDS_OF_100) {
            active--;
            swap(chosen, active);
            return new Step(Kind.END, identity, at);
        }
        return new Step(Kind.REPEAT, identity, at);
    }

    private Step start(int chosen, long at) {
        int identity = order[chosen];
        startedAt[identity] = at;
        swap(chosen, active);
        active++;
        return new Step(Kind.START, identity, at);
    }

    private void swap(int i, int j) {
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
    }

    /** The alert as it is told by the step that was the last one. */
    public Alert alert(Step step) {
        int identity = step.identity();
        boolean over = step.kind() == Kind.END;
        int tenant = tenantOf(identity);
        int number = identity - firstOf[tenant];
        int cluster = number / PER_CLUSTER;
        String pod = "api-" + Integer.toHexString(identity * 0x9E3779B1) + "-" + number % 10;
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", "BenchAlert" + number % NAMES);
        labels.put("cluster", "cluster-" + cluster);
        labels.put("instance", "10." + tenant + "." + cluster % 250 + "." + number % 250 + ":9100");
        labels.put("job", "node");
        labels.put("namespace", "team-" + number % 7);
        labels.put("pod", pod);
        labels.put("service", "service-" + number % 12);
        labels.put("severity", SEVERITIES[number % SEVERITIES.length]);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(
                "description", "The service on " + pod + " answers more slowly than it should since some minutes.");
        annotations.put("summary", "High latency on " + pod);
        return new Alert(
                tenantName(tenant),
                "alertmanager",
                Fingerprint.of(labels),
                over ? AlertStatus.RESOLVED : AlertStatus.FIRING,
                startedAt[identity],
                over ? Long.valueOf(step.at()) : null,
                null,
                labels,
                annotations,
                "http://prometheus.example/graph?g0.expr=up",
                "http://alertmanager.example",
                step.at(),
                null);
    }

    /** The name of a tenant by its rank, from 0. */
    public static String tenantName(int rank) {
        return "tenant-" + rank;
    }

    private int tenantOf(int identity) {
        int tenant = java.util.Arrays.binarySearch(firstOf, identity);
        return tenant >= 0 ? tenant : -tenant - 2;
    }
}
