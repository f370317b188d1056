package io.weir.bridge.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The downtimes of one tenant, as the log tells of them. */
class TenantDowntimesTest {
    private static final long NOW = Instant.parse("2026-11-20T13:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final List<String> MATCHERS = List.of("host=\"a\"");

    private final TenantView view = new TenantView(
            new ViewOptions(Duration.ofDays(1), 100, 100, 1000, 1 << 20),
            new MemoryBudget(Long.MAX_VALUE),
            evicted -> {});

    @Test
    void ofEqualRevisionsTheEarlierCountsHoweverOftenBothAreRead() {
        active("d", 1, "created", NOW);
        for (int i = 0; i < 2; i++) {
            active("d", 2, "first", NOW + 10);
            active("d", 2, "second", NOW + 20);
        }
        assertThat(view.downtime("d").downtime().comment()).isEqualTo("first");
        assertThat(view.downtime("d").recordedAt()).isEqualTo(NOW + 10);

        active("d", 3, "third", NOW + 30);
        active("d", 1, "created", NOW);
        assertThat(view.downtime("d").downtime().comment()).isEqualTo("third");
    }

    /** As with the jobs, see DowntimeRevision there. */
    @Test
    void ofEqualRevisionsAtTheSameInstantTheTextDecides() {
        active("d", 1, "b", NOW);
        active("d", 1, "a", NOW);
        active("d", 1, "b", NOW);

        assertThat(view.downtime("d").downtime().comment()).isEqualTo("a");
    }

    @Test
    void oneThatIsCancelledOrOverIsNotOpen() {
        active("open", 1, "c", NOW);
        active("cancelled", 1, "c", NOW);
        cancelled("cancelled", NOW + 24 * HOUR);

        assertThat(view.openDowntimes(NOW)).isEqualTo(1);
        assertThat(view.isOpen("cancelled", NOW)).isFalse();
        assertThat(view.isOpen("open", NOW + HOUR)).isTrue();
        assertThat(view.openDowntimes(NOW + 24 * HOUR)).isZero();
    }

    @Test
    void aPageIsBoundedInBytesAndAllOfThemAreNoPage() {
        List<String> long16k = Collections.nCopies(100, "host=\"" + "h".repeat(155) + "\"");
        for (int i = 0; i < 200; i++) {
            published("d" + i, 1, Downtime.Status.ACTIVE, long16k, "c", NOW + HOUR, NOW);
        }

        Set<String> seen = new HashSet<>();
        Position after = null;
        int pages = 0;
        do {
            Page<PublishedDowntime> page = view.downtimes(after, 1000, downtime -> true);
            page.items().forEach(downtime -> seen.add(downtime.downtime().id()));
            after = page.next();
            pages++;
        } while (after != null);
        assertThat(pages).isEqualTo(2);
        assertThat(seen).hasSize(200);
        assertThat(view.allDowntimes()).hasSize(200);
    }

    @Test
    void whatWasPublishedLatelyIsMeasuredByItsKind() {
        active("d", 1, "c", NOW - 2 * HOUR);
        active("d", 2, "c", NOW);
        active("e", 1, "c", NOW);

        long two = view.publishedLately(Directive.Kind.DOWNTIME, NOW);
        active("f", 1, "c", NOW);
        assertThat(view.publishedLately(Directive.Kind.DOWNTIME, NOW)).isEqualTo(two * 3 / 2);
        assertThat(view.publishedLately(Directive.Kind.RULES, NOW)).isZero();
    }

    private void active(String id, long revision, String comment, long at) {
        published(id, revision, Downtime.Status.ACTIVE, MATCHERS, comment, NOW + 24 * HOUR, at);
    }

    private void cancelled(String id, long end) {
        published(id, 2, Downtime.Status.CANCELLED, MATCHERS, "c", end, NOW);
    }

    private void published(
            String id,
            long revision,
            Downtime.Status status,
            List<String> matchers,
            String comment,
            long end,
            long at) {
        Downtime downtime =
                new Downtime(id, revision, status, matchers, NOW - HOUR, end, null, "ops", comment, NOW - HOUR);
        view.directive(new Directive(Directive.Kind.DOWNTIME, "acme", id, null, null, downtime, null, null, "ops"), at);
    }
}
