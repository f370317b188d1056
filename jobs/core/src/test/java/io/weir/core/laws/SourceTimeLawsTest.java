package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.scenario.Observation;
import io.weir.core.scenario.Outcome;
import io.weir.core.scenario.PureRun;
import io.weir.schema.Alert;
import io.weir.schema.Incident;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Sources' times name episodes; they are no clock. */
class SourceTimeLawsTest {
    @Provide
    Arbitrary<Story> stories() {
        return Stories.any();
    }

    /** What people see of an incident, without the times that are the source's own. */
    private record Seen(long at, String tenant, Incident.Kind kind, String reason, int members, int firing) {
        static List<Seen> of(Outcome outcome) {
            return outcome.incidents().stream()
                    .map(i ->
                            new Seen(i.updatedAt(), i.tenant(), i.kind(), i.reason(), i.memberCount(), i.firingCount()))
                    .sorted(Comparator.comparing(Seen::toString))
                    .toList();
        }
    }

    /** Two sources that are both ahead of us, one by more than the other: neither moves our time. */
    @Property(seed = Seeds.OF_BUILDS)
    void howFarInTheFutureAClockIsMakesNoDifference(
            @ForAll("stories") Story story,
            @ForAll @LongRange(min = 0, max = 3_600_000) long ahead,
            @ForAll @LongRange(min = 0, max = 86_400_000) long further) {
        // ahead of everything in the story, so that nothing counts as late
        Story one = story.with(shifted(story, Story.FOREVER_MS + ahead));
        Story other = story.with(shifted(story, Story.FOREVER_MS + ahead + further));
        assertThat(Seen.of(other.outcome())).isEqualTo(Seen.of(one.outcome()));
    }

    /** What a source dates long before its receipt is late; it is flagged, placed or shown, but never dropped. */
    @Property(seed = Seeds.OF_BUILDS)
    void whatIsLateIsNotLost(@ForAll("stories") Story story, @ForAll @LongRange(min = 1, max = 100) long hours) {
        Story late = story.with(shifted(story, -hours * 3_600_000));
        PureRun run = new PureRun(late.directives());
        Outcome outcome = run.run(late.observations(), late.end());
        assertThat(run.verdicts()).hasSize(story.observations().size()).doesNotContainNull();
        assertThat(run.left()).isEmpty();
        assertThat(outcome.newest()).extracting(Incident::status).doesNotContain(Incident.Status.OPEN);
    }

    private static List<Observation> shifted(Story story, long by) {
        return story.observations().stream()
                .map(o -> new Observation(o.at(), shifted(o.alert(), by)))
                .toList();
    }

    private static Alert shifted(Alert alert, long by) {
        return new Alert(
                alert.tenant(),
                alert.source(),
                alert.fingerprint(),
                alert.status(),
                alert.startsAt() == null ? null : Long.valueOf(alert.startsAt() + by),
                alert.endsAt() == null ? null : Long.valueOf(alert.endsAt() + by),
                alert.expiresAt(),
                alert.labels(),
                alert.annotations(),
                alert.generatorUrl(),
                alert.sourceUrl(),
                alert.receivedAt(),
                null);
    }
}
