package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.scenario.Outcome;
import io.weir.core.scenario.PureRun;
import io.weir.core.scope.Candidate;
import io.weir.schema.Remediation;
import io.weir.schema.Remediation.Kind;
import io.weir.schema.Remediation.Mode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the guardrails, over any story: cooldown 1 minute, 2 attempts, minimum age 10 s. */
class RemediationLawsTest {
    @Provide
    Arbitrary<Story> stories() {
        return Stories.any();
    }

    private static List<Remediation> requests(Outcome outcome) {
        return outcome.remediations().stream()
                .filter(r -> r.kind() == Kind.REQUESTED)
                .toList();
    }

    @Property(seed = Seeds.OF_BUILDS)
    void requestsForOneTargetAndTemplateKeepTheCooldown(@ForAll("stories") Story story) {
        Map<String, Long> last = new HashMap<>();
        for (Remediation request : requests(story.outcome())) {
            Long before = last.put(
                    request.tenant() + "|" + request.target() + "|" + request.template(), request.requestedAt());
            if (before != null) {
                assertThat(request.requestedAt()).isGreaterThanOrEqualTo(before + 60_000);
            }
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void anIncidentNeverAsksMoreOftenThanAllowed(@ForAll("stories") Story story) {
        Map<String, Long> counts = requests(story.outcome()).stream()
                .filter(r -> r.mode() == Mode.AUTO)
                .collect(Collectors.groupingBy(r -> r.incidentId() + r.rule(), Collectors.counting()));
        assertThat(counts.values()).allMatch(count -> count <= 2);
    }

    @Property(seed = Seeds.OF_BUILDS)
    void whatIsTakenBackWasAskedForAndOnce(@ForAll("stories") Story story) {
        Set<String> open = new HashSet<>();
        Set<String> ever = new HashSet<>();
        for (Remediation remediation : story.outcome().remediations()) {
            if (remediation.kind() == Kind.REQUESTED) {
                assertThat(ever.add(remediation.remediationId()))
                        .as("ids are unique")
                        .isTrue();
                open.add(remediation.remediationId());
            } else if (remediation.kind() == Kind.CANCELLED) {
                assertThat(open.remove(remediation.remediationId())).isTrue();
            }
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void onlyWhatFiresOldEnoughAndDoesNotFlapIsAskedFor(@ForAll("stories") Story story) {
        PureRun run = new PureRun(story.directives());
        for (Remediation request : requests(run.run(story.observations(), story.end()))) {
            List<Candidate> before = run.candidates().stream()
                    .filter(c -> c.incidentId().equals(request.incidentId())
                            && c.fingerprint().equals(request.fingerprint())
                            && (c.at() < request.requestedAt()
                                    || (c.at() == request.requestedAt() && c.kind() == Candidate.Kind.FIRES)))
                    .toList();
            Candidate newest = before.get(before.size() - 1);
            assertThat(newest.kind()).isEqualTo(Candidate.Kind.FIRES);
            assertThat(newest.flapping()).isFalse();
            assertThat(request.requestedAt())
                    .isGreaterThanOrEqualTo(
                            newest.joinedAt() + newest.playbook().minAgeMs());
        }
    }
}
