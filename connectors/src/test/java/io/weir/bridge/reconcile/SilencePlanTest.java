package io.weir.bridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.reconcile.SilencePlan.End;
import io.weir.bridge.reconcile.SilencePlan.Put;
import io.weir.bridge.reconcile.SilencePlan.Step;
import io.weir.bridge.reconcile.SilencePlan.Told;
import io.weir.bridge.view.PublishedDowntime;
import io.weir.schema.Downtime;
import io.weir.schema.Receipt;
import io.weir.schema.Recurrence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilencePlanTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private static final long FROM = NOW.minusSeconds(60).toEpochMilli();
    private static final long TO = NOW.plusSeconds(3600).toEpochMilli();
    private static final String WINDOW = "2026-11-20T13:59:00Z";
    private static final String COMMENT = "weir downtime dt-1 window " + WINDOW + " of acme: new disks";
    private static final Set<Silence.Term> DB1 = Set.of(new Silence.Term("instance", "db1", false, true));

    @Test
    void aWindowBecomesASilence() {
        List<Step> steps = plan(List.of(downtime(1, "instance=\"db1\"")), List.of(), null);

        assertThat(steps).hasSize(1);
        Silence silence = ((Put) steps.get(0)).silence();
        assertThat(silence.id()).isNull();
        assertThat(silence.matchers()).isEqualTo(DB1);
        assertThat(silence.endsAt()).isEqualTo(TO);
        assertThat(silence.createdBy()).isEqualTo("weir");
        assertThat(silence.comment()).isEqualTo(COMMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "a=\"x\",  x, false, true",
        "a!=\"x\", x, false, false",
        "a=~\"x\", x, true,  true",
        "a!~\"x\", x, true,  false",
    })
    void matchersAreTranslated(String matcher, String value, boolean isRegex, boolean isEqual) {
        List<SilenceWish> wishes =
                SilenceWish.of("acme", List.of(downtime(1, matcher, "instance=\"db1\"")), Set.of(), NOW);

        assertThat(wishes.get(0).matchers()).contains(new Silence.Term("a", value, isRegex, isEqual));
        assertThat(wishes.get(0).refusal()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a=~\".*\",            none of its labels",
        "a!=\"x\",             none of its labels",
        "a!=\"\",              only negative",
        "owner=\"db team\",    added by the rule book",
    })
    void whatWouldMuteTooMuchIsRefusedOnce(String matcher, String why) {
        List<Step> steps = plan(List.of(downtime(3, matcher)), List.of(), null);

        assertThat(steps).hasSize(1);
        Told told = (Told) steps.get(0);
        assertThat(told.state()).isEqualTo("failed");
        assertThat(told.reason()).contains(why);
        assertThat(plan(List.of(downtime(3, matcher)), List.of(), receipt("failed", 3, null)))
                .isEmpty();
    }

    @Test
    void aSilenceWhoseReceiptWasLostIsFoundByItsComment() {
        List<Step> steps = plan(List.of(downtime(1, "instance=\"db1\"")), List.of(silence("s1", "active")), null);

        assertThat(steps).containsExactly(new Told("dt-1", WINDOW, 1L, "projected", null, "s1"));
    }

    @Test
    void aSilenceWhoseCommentWasEditedIsFoundByItsId() {
        Silence edited = new Silence("s1", "active", DB1, FROM, TO, "alice", "mine now");

        assertThat(plan(List.of(downtime(1, "instance=\"db1\"")), List.of(edited), receipt("projected", 1, "s1")))
                .isEmpty();
        assertThat(plan(List.of(), List.of(edited), receipt("projected", 1, "s1")))
                .extracting(step -> ((End) step).id())
                .containsExactly("s1");
    }

    @Test
    void allIsWellAndNothingIsDone() {
        assertThat(plan(
                        List.of(downtime(1, "instance=\"db1\"")),
                        List.of(silence("s1", "active")),
                        receipt("projected", 1, "s1")))
                .isEmpty();
    }

    @Test
    void anActiveSilenceIsChangedWithTheStartItHas() {
        List<Step> steps = plan(
                List.of(downtime(2, "instance=\"db2\"")),
                List.of(silence("s1", "active")),
                receipt("projected", 1, "s1"));

        Silence put = ((Put) steps.get(0)).silence();
        assertThat(put.id()).isEqualTo("s1");
        assertThat(put.startsAt()).isEqualTo(FROM + 7);
        assertThat(put.matchers()).containsExactly(new Silence.Term("instance", "db2", false, true));
    }

    @Test
    void twinsOfTwoBridgesBecomeOne() {
        List<Silence> twins = List.of(silence("s2", "active"), silence("s1", "active"));

        assertThat(plan(List.of(downtime(1, "instance=\"db1\"")), twins, null))
                .containsExactly(new End("s2", null), new Told("dt-1", WINDOW, 1L, "projected", null, "s1"));
        assertThat(plan(List.of(downtime(1, "instance=\"db1\"")), twins, receipt("projected", 1, "s2")))
                .containsExactly(new End("s1", null));
    }

    @Test
    void whatAPersonEndedStaysEndedUntilTheDowntimeChanges() {
        Silence ended =
                new Silence("s1", "expired", DB1, FROM, NOW.minusSeconds(5).toEpochMilli(), "weir", COMMENT);
        List<PublishedDowntime> same = List.of(downtime(1, "instance=\"db1\""));

        assertThat(plan(same, List.of(ended), receipt("projected", 1, "s1")))
                .extracting(step -> ((Told) step).state())
                .containsExactly("expired");
        assertThat(plan(same, List.of(ended), receipt("expired", 1, "s1"))).isEmpty();
        assertThat(plan(List.of(downtime(2, "instance=\"db1\"")), List.of(ended), receipt("expired", 1, "s1")))
                .hasSize(1)
                .hasOnlyElementsOfType(Put.class);
    }

    @Test
    void whatAlertmanagerLostIsMadeAgainButNotWhileItMayStillGoRound() {
        List<PublishedDowntime> same = List.of(downtime(1, "instance=\"db1\""));

        assertThat(plan(same, List.of(), receipt("projected", 1, "s1", NOW.minusSeconds(30))))
                .isEmpty();
        assertThat(plan(same, List.of(), receipt("projected", 1, "s1", NOW.minusSeconds(600))))
                .hasSize(1)
                .hasOnlyElementsOfType(Put.class);
    }

    @Test
    void aCancelledDowntimeEndsItsSilence() {
        List<Step> steps = plan(List.of(), List.of(silence("s1", "active")), receipt("projected", 1, "s1"));

        assertThat(steps).hasSize(1);
        End end = (End) steps.get(0);
        assertThat(end.id()).isEqualTo("s1");
        assertThat(end.told().state()).isEqualTo("expired");
    }

    @Test
    void silencesOfOthersAreLeftAlone() {
        List<Silence> others = List.of(
                new Silence("p", "active", DB1, FROM, TO, "alice", COMMENT),
                new Silence("q", "active", DB1, FROM, TO, "weir", COMMENT.replace("acme", "globex")),
                new Silence("r", "active", DB1, FROM, TO, "weir", COMMENT.replace("dt-1", "unknown")),
                new Silence("s", "active", DB1, FROM, TO, "weir", "by hand"),
                new Silence("t", "expired", DB1, FROM, TO, "weir", COMMENT));

        assertThat(plan(List.of(), others, null)).isEmpty();
    }

    @Test
    void aReceiptOfWhatIsOverIsClosed() {
        assertThat(plan(List.of(), List.of(), receipt("projected", 1, "s1")))
                .extracting(step -> ((Told) step).state())
                .containsExactly("expired");
        assertThat(plan(List.of(), List.of(), receipt("expired", 1, "s1"))).isEmpty();
    }

    @Test
    void onlyWindowsThatBeginSoonAreSilencesYet() {
        Recurrence daily = new Recurrence("FREQ=DAILY", "2026-11-20T14:08:00", "UTC", 3_600_000, null);
        Downtime repeating = new Downtime(
                "dt-2",
                1,
                Downtime.Status.ACTIVE,
                List.of("instance=\"db1\""),
                NOW.plusSeconds(480).toEpochMilli(),
                Long.MAX_VALUE / 2,
                daily,
                null,
                null,
                1L);
        List<PublishedDowntime> published = List.of(new PublishedDowntime(repeating, 1));

        assertThat(SilenceWish.of("acme", published, Set.of(), NOW))
                .extracting(SilenceWish::window)
                .containsExactly("2026-11-20T14:08:00Z");
        assertThat(SilenceWish.of("acme", published, Set.of(), NOW.minusSeconds(180)))
                .isEmpty();
    }

    private static List<Step> plan(
            List<PublishedDowntime> downtimes, List<Silence> listed, Map<String, Map<String, Receipt>> receipts) {
        return SilencePlan.of(
                "acme",
                SilenceWish.of("acme", downtimes, Set.of("owner"), NOW),
                listed,
                receipts == null ? Map.of() : receipts,
                "dt-1"::equals,
                NOW);
    }

    private static Silence silence(String id, String state) {
        return new Silence(id, state, DB1, FROM + 7, TO, "weir", COMMENT);
    }

    private static PublishedDowntime downtime(long revision, String... matchers) {
        return new PublishedDowntime(
                new Downtime(
                        "dt-1",
                        revision,
                        Downtime.Status.ACTIVE,
                        List.of(matchers),
                        FROM,
                        TO,
                        null,
                        "alice",
                        "new disks",
                        1L),
                1);
    }

    private static Map<String, Map<String, Receipt>> receipt(String state, long revision, String silenceId) {
        return receipt(state, revision, silenceId, NOW.minusSeconds(600));
    }

    private static Map<String, Map<String, Receipt>> receipt(
            String state, long revision, String silenceId, Instant at) {
        Receipt receipt = new Receipt(
                "acme",
                Receipt.Kind.SILENCE,
                null,
                revision,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "dt-1",
                at.toEpochMilli(),
                null,
                "http://am.example.org",
                WINDOW,
                silenceId);
        return Map.of("dt-1", Map.of(WINDOW, receipt));
    }
}
