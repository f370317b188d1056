package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Recurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a downtime holds which machines. */
class DowntimeWatchTest {
    private static final long START = Instant.parse("2026-12-05T01:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final Backoff BACKOFF = new Backoff(1000, 8000, 1);

    private DowntimeWatchState kept;
    private DowntimeWatch watch = fresh("instance");

    private DowntimeWatch fresh(String label) {
        return new DowntimeWatch("acme", label, BACKOFF, kept);
    }

    private static Directive downtime(long revision, Downtime.Status status, long from, long to, String... matchers) {
        Recurrence none = null;
        return directive(new Downtime("d1", revision, status, List.of(matchers), from, to, none, "a", "c", from));
    }

    private static Directive directive(Downtime downtime) {
        return new Directive(
                Directive.Kind.DOWNTIME, "acme", downtime.id(), null, null, downtime, null, null, "author");
    }

    private List<String> told() {
        List<String> words = new ArrayList<>();
        watch.takeTold().forEach(hold -> words.add((hold.held() ? "+" : "-") + hold.asset()));
        return words;
    }

    /** Keeps the state and takes it up again, as between two calls of the operator. */
    private DowntimeWatch.Next at(long now) {
        DowntimeWatch.Next next = watch.next(now);
        List<AssetHold> before = watch.takeTold();
        kept = watch.state();
        watch = fresh("instance");
        told.addAll(before);
        return next;
    }

    private final List<AssetHold> told = new ArrayList<>();

    private List<String> words() {
        List<String> words = told.stream()
                .map(hold -> (hold.held() ? "+" : "-") + hold.asset())
                .toList();
        told.clear();
        return words;
    }

    @Test
    void machinesAreHeldFromTheWindowsStartToItsEnd() {
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=~\"a|b\""), START - HOUR);
        assertThat(at(START - HOUR)).isEqualTo(new DowntimeWatch.Next.Wait(START - HOUR + DowntimeWatch.LEAD_MS));
        assertThat(at(START - HOUR + 5_000)).isEqualTo(new DowntimeWatch.Next.Wait(START));
        assertThat(words()).isEmpty();
        assertThat(at(START)).isEqualTo(new DowntimeWatch.Next.Wait(START + HOUR));
        assertThat(words()).containsExactly("+a", "+b");
        assertThat(at(START + 1)).isEqualTo(new DowntimeWatch.Next.Wait(START + HOUR));
        assertThat(words()).isEmpty();
        assertThat(at(START + HOUR)).isEqualTo(new DowntimeWatch.Next.Over());
        assertThat(words()).containsExactly("-a", "-b");
    }

    @Test
    void aCancelledOrShortenedOneEndsEarly() {
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=\"a\""), START);
        at(START + DowntimeWatch.LEAD_MS);
        assertThat(words()).containsExactly("+a");
        long later = START + HOUR / 2;
        watch.heard(downtime(2, Downtime.Status.CANCELLED, START, START + HOUR, "instance=\"a\""), later);
        assertThat(at(later + DowntimeWatch.LEAD_MS)).isEqualTo(new DowntimeWatch.Next.Over());
        assertThat(words()).containsExactly("-a");
    }

    @Test
    void aChangedOneLetsGoOfWhomItNoLongerNames() {
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=~\"a|b\""), START);
        at(START + DowntimeWatch.LEAD_MS);
        words();
        watch.heard(downtime(2, Downtime.Status.ACTIVE, START, START + 2 * HOUR, "instance=~\"b|c\""), START + 10_000);
        assertThat(at(START + 20_000)).isEqualTo(new DowntimeWatch.Next.Wait(START + 2 * HOUR));
        assertThat(words()).containsExactly("-a", "+c");
        assertThat(watch.heard(
                        downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=~\"a|b\""), START + 30_000))
                .as("an old revision is no news")
                .isFalse();
    }

    @Test
    void revisionsThatFollowEachOtherCloselyAreOne() {
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=\"a\""), START);
        assertThat(at(START)).isInstanceOf(DowntimeWatch.Next.Wait.class);
        watch.heard(downtime(2, Downtime.Status.CANCELLED, START, START + HOUR, "instance=\"a\""), START + 10);
        assertThat(at(START + 10 + DowntimeWatch.LEAD_MS)).isEqualTo(new DowntimeWatch.Next.Over());
        assertThat(words()).isEmpty();
    }

    @Test
    void aRepeatingOneHoldsInEachWindow() {
        Recurrence nightly = new Recurrence("FREQ=DAILY", "2026-12-05T02:00:00", "Europe/Berlin", HOUR, null);
        Downtime downtime = new Downtime(
                "d1",
                1,
                Downtime.Status.ACTIVE,
                List.of("instance=\"a\""),
                START,
                253_402_214_400_000L,
                nightly,
                null,
                null,
                null);
        watch.heard(directive(downtime), START - HOUR);
        for (int night = 0; night < 3; night++) {
            long from = START + night * (24 * HOUR);
            assertThat(at(from)).isEqualTo(new DowntimeWatch.Next.Wait(from + HOUR));
            assertThat(words()).containsExactly("+a");
            assertThat(at(from + HOUR)).isEqualTo(new DowntimeWatch.Next.Wait(from + 24 * HOUR));
            assertThat(words()).containsExactly("-a");
        }
    }

    @Test
    void aPatternAsksWhoIsThere() {
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=~\"web-.*\""), START);
        long now = START + DowntimeWatch.LEAD_MS;
        assertThat(at(now)).isEqualTo(new DowntimeWatch.Next.Ask());
        watch.retry(0, now);
        assertThat(at(now))
                .isInstanceOfSatisfying(
                        DowntimeWatch.Next.Wait.class,
                        wait -> assertThat(wait.at()).isBetween(now + 500, now + 1_000));
        assertThat(at(now + 1_000)).isEqualTo(new DowntimeWatch.Next.Ask());
        watch.listed(List.of("db-01", "web-01", "web-02"), now + 1_001);
        assertThat(told()).containsExactly("+web-01", "+web-02");
        assertThat(watch.next(now + 1_002)).isEqualTo(new DowntimeWatch.Next.Wait(START + HOUR));
    }

    @Test
    void onePatternThatIsRefusedIsToldAndHoldsNothing() {
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=~\"web-.*\""), START);
        at(START + DowntimeWatch.LEAD_MS);
        watch.refused("error-right-missing");
        assertThat(watch.takeTold())
                .singleElement()
                .satisfies(hold -> assertThat(hold)
                        .returns(null, AssetHold::asset)
                        .returns("error-right-missing", AssetHold::refusal));
        assertThat(watch.next(START + 10_000)).isEqualTo(new DowntimeWatch.Next.Wait(START + HOUR));
    }

    @Test
    void whatIsPastOrNotAboutMachinesIsForgottenAtOnce() {
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=\"a\""), START + 2 * HOUR);
        assertThat(at(START + 3 * HOUR)).isEqualTo(new DowntimeWatch.Next.Over());
        kept = null;
        watch = fresh("instance");
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "alertname=\"a\""), START);
        assertThat(at(START + 10_000)).isEqualTo(new DowntimeWatch.Next.Over());
        kept = null;
        watch = fresh(null);
        watch.heard(downtime(1, Downtime.Status.ACTIVE, START, START + HOUR, "instance=\"a\""), START);
        assertThat(watch.next(START + 10_000)).isEqualTo(new DowntimeWatch.Next.Over());
        assertThat(words()).isEmpty();
    }
}
