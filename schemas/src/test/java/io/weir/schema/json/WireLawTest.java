package io.weir.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Directive;
import io.weir.schema.Incident;
import io.weir.schema.IncidentGlance;
import io.weir.schema.Receipt;
import io.weir.schema.Records;
import io.weir.schema.Remediation;
import io.weir.schema.Tally;
import io.weir.schema.Wire;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written validates against the schema, is read again, and then written as the same bytes. */
class WireLawTest {

    @Property(tries = 300)
    void alerts(@ForAll("alertRecords") Alert alert) throws IOException {
        assertLaw("alert", Wire.ALERT, alert);
    }

    @Property(tries = 300)
    void directives(@ForAll("directiveRecords") Directive directive) throws IOException {
        assertLaw("directive", Wire.DIRECTIVE, directive);
    }

    @Property(tries = 200)
    void incidents(@ForAll("incidentRecords") Incident incident) throws IOException {
        assertLaw("incident", Wire.INCIDENT, incident);
    }

    @Property(tries = 200)
    void aGlanceAtAnIncidentSaysWhatTheIncidentSays(@ForAll("incidentRecords") Incident incident) throws IOException {
        byte[] document = Wire.INCIDENT.write(incident);
        Incident read = Wire.INCIDENT.read(document);

        assertThat(Wire.INCIDENT_GLANCE.read(document))
                .isEqualTo(new IncidentGlance(
                        read.tenant(),
                        read.incidentId(),
                        read.revision(),
                        read.status(),
                        read.openedAt(),
                        read.members().stream()
                                .map(member -> new IncidentGlance.Listed(member.fingerprint(), member.joinedAt()))
                                .toList()));
    }

    @Property(tries = 300)
    void remediations(@ForAll("remediationRecords") Remediation remediation) throws IOException {
        assertLaw("remediation", Wire.REMEDIATION, remediation);
    }

    @Property(tries = 300)
    void receipts(@ForAll("receiptRecords") Receipt receipt) throws IOException {
        assertLaw("receipt", Wire.RECEIPT, receipt);
    }

    @Property(tries = 300)
    void deadLetters(@ForAll("deadLetterRecords") DeadLetter deadLetter) throws IOException {
        assertLaw("dead-letter", Wire.DEAD_LETTER, deadLetter);
        assertThat(Wire.DEAD_LETTER.read(Wire.DEAD_LETTER.write(deadLetter)).body())
                .isEqualTo(deadLetter.body());
    }

    @Property(tries = 300)
    void decisions(@ForAll("decisionRecords") Decision decision) throws IOException {
        assertLaw("decision", Wire.DECISION, decision);
    }

    @Property(tries = 300)
    void tallies(@ForAll("tallyRecords") Tally tally) throws IOException {
        assertLaw("tally", Wire.TALLY, tally);
    }

    private static <T> void assertLaw(String name, Wire<T> wire, T value) throws IOException {
        byte[] document = wire.write(value);
        JsonNode tree = JsonSchemas.tree(document);

        assertThat(JsonSchemas.validate(name, tree)).isEmpty();
        assertThat(tree.fieldNames().next()).isEqualTo("schema");
        assertThat(wire.write(wire.read(document))).isEqualTo(document);
    }

    @Provide
    Arbitrary<Alert> alertRecords() {
        return Records.of(Alert.class);
    }

    @Provide
    Arbitrary<Directive> directiveRecords() {
        return Records.directives();
    }

    @Provide
    Arbitrary<Incident> incidentRecords() {
        return Records.of(Incident.class);
    }

    @Provide
    Arbitrary<Remediation> remediationRecords() {
        return Records.remediations();
    }

    @Provide
    Arbitrary<Receipt> receiptRecords() {
        return Records.of(Receipt.class);
    }

    @Provide
    Arbitrary<Decision> decisionRecords() {
        return Records.of(Decision.class);
    }

    @Provide
    Arbitrary<Tally> tallyRecords() {
        return Records.of(Tally.class);
    }

    @Provide
    Arbitrary<DeadLetter> deadLetterRecords() {
        return Records.of(DeadLetter.class);
    }
}
