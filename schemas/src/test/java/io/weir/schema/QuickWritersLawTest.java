package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The quick writers and the general one write the same bytes, whatever a record holds. Nothing is shrunk: with that many
 * components it takes minutes, and the examples are small.
 */
class QuickWritersLawTest {
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void incidents(@ForAll("anyIncidents") Incident incident) {
        assertSame(Wire.INCIDENT, incident);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void decisions(@ForAll("anyDecisions") Decision decision) {
        assertSame(Wire.DECISION, decision);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void alerts(@ForAll("anyAlerts") Alert alert) {
        assertSame(Wire.ALERT, alert);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void textsLongerThanAnyBuffer(@ForAll("texts") String text, @ForAll("lengths") int length) {
        String title = text.isEmpty() ? "" : text.repeat(1 + length / text.length());
        assertSame(Wire.INCIDENT, with(AnyRecords.bare(Incident.class), "title", title));
    }

    @Example
    void manyMembers() {
        Member first = AnyRecords.full(Member.class);
        for (int members : new int[] {0, 1, 2, 300}) {
            assertSame(Wire.INCIDENT, of(Collections.nCopies(members, first)));
        }
        assertSame(Wire.INCIDENT, of(List.of(first, AnyRecords.bare(Member.class), first)));
        assertSame(Wire.INCIDENT, of(Arrays.asList(first, null, null)));
    }

    @Example
    void everyComponentOfADecision() {
        eachComponent(Decision.class, decision -> assertSame(Wire.DECISION, decision));
    }

    @Example
    void everyComponentOfAnAlert() {
        eachComponent(Alert.class, alert -> assertSame(Wire.ALERT, alert));
    }

    @Example
    void everyComponentOfAnIncident() {
        eachComponent(Incident.class, incident -> assertSame(Wire.INCIDENT, incident));
    }

    @Example
    void everyComponentOfAMember() {
        eachComponent(Member.class, member -> assertSame(Wire.INCIDENT, of(List.of(member))));
    }

    @Example
    void everyComponentOfATicketWish() {
        eachComponent(
                TicketWish.class,
                wish -> assertSame(Wire.INCIDENT, with(AnyRecords.full(Incident.class), "ticket", wish)));
    }

    /** Each alone, each missing, and every word and either flag of those that have some. */
    private static <R extends Record> void eachComponent(Class<R> type, Consumer<R> law) {
        R full = AnyRecords.full(type);
        R bare = AnyRecords.bare(type);
        law.accept(full);
        law.accept(bare);
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> values = component.getType();
            law.accept(AnyRecords.with(bare, component, AnyRecords.read(full, component)));
            if (!values.isPrimitive()) {
                law.accept(AnyRecords.with(full, component, null));
            }
            if (values.isEnum()) {
                for (Object word : values.getEnumConstants()) {
                    law.accept(AnyRecords.with(full, component, word));
                }
            }
            if (values == boolean.class || values == Boolean.class) {
                law.accept(AnyRecords.with(full, component, false));
            }
        }
    }

    private static Incident of(List<Member> members) {
        return with(AnyRecords.full(Incident.class), "members", members);
    }

    private static Incident with(Incident incident, String name, Object value) {
        for (RecordComponent component : Incident.class.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return AnyRecords.with(incident, component, value);
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static <T> void assertSame(Wire<T> wire, T value) {
        assertThat(text(wire.write(value))).isEqualTo(text(wire.writeGenerally(value)));
    }

    /** Each byte as a character. */
    private static String text(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1);
    }

    @Provide
    Arbitrary<Incident> anyIncidents() {
        return AnyRecords.of(Incident.class);
    }

    @Provide
    Arbitrary<Decision> anyDecisions() {
        return AnyRecords.of(Decision.class);
    }

    @Provide
    Arbitrary<Alert> anyAlerts() {
        return AnyRecords.of(Alert.class);
    }

    @Provide
    Arbitrary<String> texts() {
        return Records.texts();
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(0, 20_000);
    }
}
