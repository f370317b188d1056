package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Incident;
import io.weir.schema.Incident.Kind;
import io.weir.schema.Incident.Reason;
import io.weir.schema.Member;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the revisions of each incident, over any story. */
class IncidentLawsTest {
    /** Of the rule book of plain stories. */
    private static final long RESOLVE_QUIET_MS = 30_000;

    private static final long UPDATE_EVERY_MS = 30_000;
    /** {@link #UPDATE_EVERY_MS} and a quarter, see {@code Pace}. */
    private static final long LONGEST_PAUSE_MS = 37_500;

    @Provide
    Arbitrary<Story> stories() {
        return Stories.any();
    }

    @Provide
    Arbitrary<Story> plainStories() {
        return Stories.plain();
    }

    private static List<List<Incident>> lives(Story story) {
        Map<String, List<Incident>> byId =
                story.outcome().incidents().stream().collect(Collectors.groupingBy(Incident::incidentId));
        return byId.values().stream()
                .map(life -> life.stream()
                        .sorted(Comparator.comparing(Incident::revision))
                        .toList())
                .toList();
    }

    @Property(seed = Seeds.OF_BUILDS)
    void revisionsRiseByOneAndNeverGoBackInTime(@ForAll("stories") Story story) {
        for (List<Incident> life : lives(story)) {
            for (int i = 0; i < life.size(); i++) {
                Incident now = life.get(i);
                assertThat(now.revision()).isEqualTo(i + 1);
                assertThat(now.updatedAt()).isGreaterThanOrEqualTo(now.openedAt());
                if (i > 0) {
                    assertThat(now.updatedAt())
                            .isGreaterThanOrEqualTo(life.get(i - 1).updatedAt());
                    assertThat(now.openedAt()).isEqualTo(life.get(0).openedAt());
                    assertThat(now.memberCount())
                            .isGreaterThanOrEqualTo(life.get(i - 1).memberCount());
                    assertThat(now.severity().worseThan(life.get(i - 1).severity())
                                    || now.severity() == life.get(i - 1).severity())
                            .as("the worst severity ever seen")
                            .isTrue();
                }
            }
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void kindsFollowEachOtherAsTheyMust(@ForAll("stories") Story story) {
        for (List<Incident> life : lives(story)) {
            assertThat(life.get(0).kind()).isEqualTo(Kind.OPENED);
            assertThat(life.get(life.size() - 1).kind()).isEqualTo(Kind.RESOLVED);
            for (int i = 1; i < life.size(); i++) {
                boolean afterResolve = life.get(i - 1).kind() == Kind.RESOLVED;
                assertThat(life.get(i).kind() == Kind.REOPENED).isEqualTo(afterResolve);
                assertThat(life.get(i).kind()).isNotEqualTo(Kind.OPENED);
            }
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void everyRevisionIsConsistentInItself(@ForAll("stories") Story story) {
        for (Incident incident : story.outcome().incidents()) {
            boolean resolved = incident.kind() == Kind.RESOLVED;
            assertThat(incident.status() == Incident.Status.RESOLVED).isEqualTo(resolved);
            assertThat(incident.resolvedAt() != null).isEqualTo(resolved);
            assertThat(incident.resolution() != null).isEqualTo(resolved);
            if (resolved) {
                assertThat(incident.firingCount()).isZero();
                assertThat(incident.resolvedAt()).isLessThanOrEqualTo(incident.updatedAt());
                assertThat(incident.reason().equals(Reason.WENT_STALE))
                        .isEqualTo(incident.resolution().equals("stale"));
                assertThat(incident.reason().equals(Reason.GONE_AT_SOURCE))
                        .isEqualTo(incident.resolution().equals("gone"));
            }
            assertThat(incident.members()).hasSize(incident.memberCount() - incident.membersOmitted());
            long firing = incident.members().stream()
                    .filter(m -> m.status() == Member.Status.FIRING)
                    .count();
            assertThat(incident.firingCount()).isEqualTo((int) firing);
            assertThat(incident.members())
                    .as("nobody joins after the revision that shows him")
                    .allSatisfy(m -> assertThat(m.joinedAt()).isBetween(incident.openedAt(), incident.updatedAt()))
                    .isSortedAccordingTo(Comparator.comparing(Member::joinedAt).reversed());
            assertThat(incident.members())
                    .allSatisfy(m -> assertThat(m.endsAt() == null)
                            .isEqualTo(m.status() == Member.Status.FIRING || m.status() == Member.Status.MOVED));
            assertThat(incident.state().equals("resolved") || incident.state().equals("merged"))
                    .isEqualTo(resolved);
            assertThat(incident.priority()).isBetween(1, 5);
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void noIncidentStaysOpenWithoutAFiringMemberBeyondResolveQuiet(@ForAll("plainStories") Story story) {
        for (List<Incident> life : lives(story)) {
            for (int i = 0; i + 1 < life.size(); i++) {
                Incident now = life.get(i);
                if (now.kind() != Kind.RESOLVED && now.firingCount() == 0) {
                    // what fires again is shown with the next update, which may be due later than the resolve was
                    long due = life.get(i + 1).kind() == Kind.RESOLVED ? RESOLVE_QUIET_MS : LONGEST_PAUSE_MS;
                    assertThat(life.get(i + 1).updatedAt()).isLessThanOrEqualTo(now.updatedAt() + due);
                }
            }
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void ordinaryUpdatesAreUpdateEveryApart(@ForAll("plainStories") Story story) {
        for (List<Incident> life : lives(story)) {
            for (int i = 1; i < life.size(); i++) {
                if (life.get(i).reason().equals(Reason.MEMBERS_CHANGED)) {
                    assertThat(life.get(i).updatedAt())
                            .isGreaterThanOrEqualTo(life.get(i - 1).updatedAt() + UPDATE_EVERY_MS);
                }
            }
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void everyUpdateSaysSomethingNew(@ForAll("plainStories") Story story) {
        for (List<Incident> life : lives(story)) {
            for (int i = 1; i < life.size(); i++) {
                if (life.get(i).kind() == Kind.UPDATED) {
                    assertThat(life.get(i).members())
                            .as("members of %s after %s", life.get(i), life.get(i - 1))
                            .isNotEqualTo(life.get(i - 1).members());
                }
            }
        }
    }
}
