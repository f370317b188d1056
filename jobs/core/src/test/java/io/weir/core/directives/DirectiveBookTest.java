package io.weir.core.directives;

import static io.weir.core.sample.Books.downtime;
import static io.weir.core.sample.Books.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.sample.Books;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Downtime.Status;
import io.weir.schema.yaml.InvalidDocumentException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is in force when: a lead of 2 s. */
class DirectiveBookTest {
    private static final String ACME = Books.TENANT;
    private static final Map<String, String> C1 = Map.of("cluster", "c1");

    private final DirectiveBook book = new DirectiveBook(Books.small(), 2_000);

    private static Directive rules(String version, Long from) {
        return rules(version, from, "");
    }

    private static Directive rules(String version, Long from, String more) {
        String yaml = "version: " + version + "\n" + more;
        return new Directive(Directive.Kind.RULES, ACME, version, from, yaml, null, null, null, null);
    }

    private String versionAt(long at) {
        return book.rulesAt(ACME, at).version();
    }

    private String heldAt(long at) {
        DowntimeWindow window = book.downtimeAt(ACME, C1, at);
        return window == null ? null : window.id() + window.downtime().revision();
    }

    private static Downtime window(long revision, Status status, long from, long to) {
        return downtime("d", revision, status, from, to, "cluster=\"c1\"");
    }

    @Test
    void theDefaultBookHoldsUntilAnotherDoes() {
        book.apply(rules("one", null), 1_000);
        assertThat(versionAt(2_999)).isEqualTo("small");
        assertThat(versionAt(3_000)).isEqualTo("one");
        assertThat(book.rulesAt("initech", 3_000).version()).isEqualTo("small");
    }

    @Test
    void aBookIsInForceFromItsInstantButNeverBeforeTheLead() {
        book.apply(rules("later", 50_000L), 1_000);
        assertThat(versionAt(49_999)).isEqualTo("small");
        assertThat(versionAt(50_000)).isEqualTo("later");
        book.apply(rules("backdated", 1L), 60_000);
        assertThat(versionAt(61_999)).isEqualTo("later");
        assertThat(versionAt(62_000)).isEqualTo("backdated");
    }

    @Test
    void theBooksOwnEffectiveFromCountsToo() {
        book.apply(rules("own", null, "effectiveFrom: 1970-01-01T00:01:00Z"), 1_000);
        assertThat(versionAt(59_999)).isEqualTo("small");
        assertThat(versionAt(60_000)).isEqualTo("own");
    }

    @Test
    void ofTwoWithTheSameInstantTheLaterRecordHolds() {
        book.apply(rules("second", 50_000L), 1_001);
        book.apply(rules("first", 50_000L), 1_000);
        assertThat(versionAt(50_000)).isEqualTo("second");
    }

    @Test
    void aBookWithMistakesIsRefusedAndTheOldOneStays() {
        book.apply(rules("one", null), 1_000);
        assertThatThrownBy(() -> book.apply(rules("two", null, "grupping: []"), 2_000))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("grupping");
        assertThat(versionAt(10_000)).isEqualTo("one");
    }

    @Test
    void aDowntimeHoldsFromItsStartToBeforeItsEnd() {
        book.apply(order(window(1, Status.ACTIVE, 10_000, 20_000)), 0);
        assertThat(heldAt(9_999)).isNull();
        assertThat(heldAt(10_000)).isEqualTo("d1");
        assertThat(heldAt(19_999)).isEqualTo("d1");
        assertThat(heldAt(20_000)).isNull();
    }

    @Test
    void aDowntimeHoldsNothingBeforeItTakesEffect() {
        book.apply(order(window(1, Status.ACTIVE, 0, 20_000)), 1_000);
        assertThat(heldAt(2_999)).isNull();
        assertThat(heldAt(3_000)).isEqualTo("d1");
    }

    @Test
    void cancelledFromTheInstantTheCancellingTakesEffect() {
        book.apply(order(window(1, Status.ACTIVE, 0, 20_000)), 0);
        book.apply(order(window(2, Status.CANCELLED, 0, 20_000)), 5_000);
        assertThat(heldAt(6_999)).isEqualTo("d1");
        assertThat(heldAt(7_000)).isNull();
    }

    @Test
    void theNewerRevisionCountsEvenIfTheOlderTakesEffectLater() {
        book.apply(order(window(1, Status.ACTIVE, 0, 20_000)), 9_000);
        book.apply(order(window(2, Status.CANCELLED, 0, 20_000)), 5_000);
        assertThat(heldAt(15_000)).isNull();
    }

    @Test
    void aRecordThatComesTwiceCountsFromItsFirstTime() {
        book.apply(order(window(1, Status.ACTIVE, 0, 20_000)), 9_000);
        book.apply(order(window(1, Status.ACTIVE, 0, 20_000)), 1_000);
        assertThat(heldAt(3_000)).isEqualTo("d1");
    }

    @Test
    void aChangeOfMatchersMovesIt() {
        book.apply(order(window(1, Status.ACTIVE, 0, 20_000)), 0);
        book.apply(order(downtime("d", 2, Status.ACTIVE, 0, 20_000, "cluster=\"c2\"")), 5_000);
        assertThat(heldAt(6_999)).isEqualTo("d1");
        assertThat(heldAt(7_000)).isNull();
        assertThat(book.downtimeAt(ACME, Map.of("cluster", "c2"), 6_999)).isNull();
        assertThat(book.downtimeAt(ACME, Map.of("cluster", "c2"), 7_000)).isNotNull();
    }

    @Test
    void ofSeveralTheOneThatEndsLastHoldsAndThenTheFirstId() {
        book.apply(order(downtime("short", 1, Status.ACTIVE, 0, 10_000, "cluster=\"c1\"")), 0);
        book.apply(order(downtime("b", 1, Status.ACTIVE, 0, 20_000, "cluster=~\"c.\"")), 0);
        book.apply(order(downtime("a", 1, Status.ACTIVE, 0, 20_000, "cluster!=\"c2\"")), 0);
        assertThat(heldAt(5_000)).isEqualTo("a1");
    }

    @Test
    void allMatchersMustHoldAndTenantsAreSeparate() {
        book.apply(order(downtime("d", 1, Status.ACTIVE, 0, 20_000, "cluster=\"c1\"", "alertname=\"A\"")), 0);
        assertThat(heldAt(5_000)).isNull();
        Map<String, String> both = Map.of("cluster", "c1", "alertname", "A");
        assertThat(book.downtimeAt(ACME, both, 5_000)).isNotNull();
        assertThat(book.downtimeAt("initech", both, 5_000)).isNull();
    }

    @Test
    void anUnreadableMatcherIsRefused() {
        assertThatThrownBy(() -> book.apply(order(downtime("d", 1, Status.ACTIVE, 0, 9, "cluster=~\"(\"")), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(heldAt(5)).isNull();
    }

    @Test
    void forgettingChangesNoAnswerFromThenOn() {
        book.apply(rules("one", null), 0);
        book.apply(rules("two", null), 10_000);
        book.apply(rules("three", 100_000L), 11_000);
        book.apply(order(window(1, Status.ACTIVE, 0, 20_000)), 0);
        book.apply(order(window(2, Status.ACTIVE, 0, 90_000)), 15_000);
        book.apply(order(downtime("gone", 1, Status.ACTIVE, 0, 29_999, "cluster=\"c1\"")), 0);
        book.forget(30_000);
        assertThat(versionAt(30_000)).isEqualTo("two");
        assertThat(versionAt(100_000)).isEqualTo("three");
        assertThat(heldAt(30_000)).isEqualTo("d2");
        assertThat(heldAt(25_000)).as("what ended before is gone").isEqualTo("d2");
        book.forget(90_001);
        assertThat(heldAt(80_000)).isNull();
    }
}
