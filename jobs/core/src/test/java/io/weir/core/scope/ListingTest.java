package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Member;
import io.weir.schema.RenderedMembers;
import io.weir.schema.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listing that is kept along lists what one made anew lists. */
class ListingTest {
    private static final int ALERTS = 30;
    private static final int STEPS = 3_000;
    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    private final Random random = new Random(7);
    private final Map<String, Member> current = new HashMap<>();
    private final List<Member> earlier = new ArrayList<>();
    private final Listing kept = Listing.of(List.of(), List.of());
    private long starts;

    private Member member() {
        boolean apart = random.nextInt(6) == 0;
        Boolean rare = random.nextInt(5) == 0 ? Boolean.TRUE : null;
        return new Member(
                "f" + random.nextInt(ALERTS),
                ++starts,
                null,
                random.nextBoolean() ? Member.Status.FIRING : Member.Status.MOVED,
                SEVERITIES.get(random.nextInt(SEVERITIES.size())),
                Map.of("alertname", "Down" + random.nextInt(4)),
                Map.of(),
                "alertmanager",
                null,
                (long) random.nextInt(8),
                false,
                false,
                apart ? "cause" : null,
                null,
                rare,
                null);
    }

    private void step() {
        Member member = member();
        int what = random.nextInt(10);
        Member before = current.get(member.fingerprint());
        if (what == 0 && before != null) {
            current.remove(member.fingerprint());
            kept.remove(before, true);
        } else if (what == 1 && !earlier.isEmpty()) {
            kept.remove(earlier.remove(0), false);
        } else {
            if (before != null && what < 4) {
                // the very same object is there twice for a moment
                earlier.add(before);
                kept.add(before, false);
            }
            current.put(member.fingerprint(), member);
            if (before != null) {
                kept.remove(before, true);
            }
            kept.add(member, true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void whateverBecameOfTheMembers(int places) {
        for (int i = 0; i < STEPS; i++) {
            step();
            Listing anew = Listing.of(current.values(), earlier);
            RenderedMembers shown = kept.rendered(places);
            assertThat(shown).hasSize(Math.min(places, current.size() + earlier.size()));
            assertThat(text(shown)).isEqualTo(text(anew.rendered(places)));
            assertThat(kept.bytes()).isGreaterThanOrEqualTo(anew.bytes());
            assertThat(title(kept)).isEqualTo(title(anew));
        }
    }

    @Test
    void whatHasNoOrderStaysInTheOrderInWhichItCame() {
        Member one = member();
        Member other = new Member(
                one.fingerprint(),
                one.startsAt(),
                5L,
                one.status(),
                one.severity(),
                one.labels(),
                one.annotations(),
                "another",
                null,
                one.joinedAt(),
                one.flapping(),
                one.persisted(),
                one.suppressedBy(),
                one.suppressionRule(),
                one.rare(),
                one.late());
        kept.add(one, false);
        kept.add(other, false);
        assertThat(text(kept.rendered(10)))
                .isEqualTo(text(Listing.of(List.of(), List.of(one, other)).rendered(10)));
        kept.remove(one, false);
        assertThat(kept.rendered(10)).containsExactly(other);
    }

    @Test
    void rendersAsAWholeListIsRendered() {
        List<Member> members = List.of(member(), member(), member());
        Listing listing = Listing.of(members.subList(0, 1), members.subList(1, 3));
        RenderedMembers shown = listing.rendered(10);
        assertThat(text(shown)).isEqualTo(text(RenderedMembers.of(List.copyOf(shown))));
        assertThat(text(Listing.of(List.of(), List.of()).rendered(10))).isEqualTo("[]");
    }

    @Test
    void itsMemoryIsThatOfWhatItHolds() {
        Member member = member();
        long empty = kept.bytes();
        kept.add(member, true);
        long added = kept.bytes();
        kept.rendered(10);
        assertThat(kept.bytes()).isGreaterThan(added + 100);
        kept.remove(member, true);
        assertThat(kept.bytes()).isEqualTo(empty);
    }

    private static String text(RenderedMembers members) {
        return new String(members.json(), StandardCharsets.UTF_8);
    }

    private static String title(Listing listing) {
        List<Listed> alerts = listing.newest(true);
        return alerts.isEmpty() ? "" : IncidentTitle.of(alerts, alerts.size() + 1, Map.of("cluster", "c"));
    }
}
