package io.weir.bridge.http;

import io.weir.bridge.kafka.DirectiveLog;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Incident;
import io.weir.schema.Matcher;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.schema.downtime.Schedule;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.InvalidDocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that a job could not read, as it goes to its topic once more, provided that it can be read by now.
 *
 * @param tenant owner, as the record itself says
 * @param record with the key and time that such a record has
 */
record RecordAgain(String tenant, ProducerRecord<byte[], byte[]> record) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PATH = Pattern.compile("([A-Za-z]\\w*(?:[.\\[]\\S*)?): (.+)", Pattern.DOTALL);

    /**
     * Reads a letter of a job.
     *
     * @throws Refusal 422 with the field that is still at fault
     */
    static RecordAgain of(DeadLetter letter, ReadModel model) {
        byte[] body = letter.body();
        RecordAgain again;
        try {
            again = switch (letter.source() == null ? "" : letter.source()) {
                case Topics.ALERTS -> alert(Wire.ALERT.read(body), body);
                case Topics.DIRECTIVES -> directive(Wire.DIRECTIVE.read(body), letter, model);
                case Topics.INCIDENTS -> incident(Wire.INCIDENT.read(body), body);
                case Topics.REMEDIATIONS -> remediation(Wire.REMEDIATION.read(body), body);
                case Topics.RETRIES -> retry(Wire.RETRY.read(body), body);
                default -> throw refusal("no record of " + letter.source() + " is written again");
            };
        } catch (InvalidDocumentException e) {
            throw new Refusal(Problems.answer("unreadable", e));
        } catch (IOException | IllegalArgumentException e) {
            throw refusal(e.getMessage());
        }
        if (letter.tenant() != null && !letter.tenant().equals(again.tenant)) {
            throw refusal("tenant: the record's key and the record itself name two tenants");
        }
        return again;
    }

    private static RecordAgain alert(Alert alert, byte[] body) {
        id("tenant", alert.tenant());
        id("fingerprint", alert.fingerprint());
        return of(alert.tenant(), Topics.ALERTS, alert.fingerprint(), null, body);
    }

    private static RecordAgain incident(Incident incident, byte[] body) {
        id("tenant", incident.tenant());
        id("incidentId", incident.incidentId());
        incident.members().forEach(member -> id("members[].fingerprint", member.fingerprint()));
        return of(incident.tenant(), Topics.INCIDENTS, incident.incidentId(), incident.updatedAt(), body);
    }

    private static RecordAgain remediation(Remediation remediation, byte[] body) {
        id("tenant", remediation.tenant());
        id("remediationId", remediation.remediationId());
        id("incidentId", remediation.incidentId());
        if (remediation.kind() == Remediation.Kind.REQUESTED) {
            present("template", remediation.template());
            present("target", remediation.target());
            present("mode", remediation.mode());
            present("expiresAt", remediation.expiresAt());
        }
        return of(remediation.tenant(), Topics.REMEDIATIONS, remediation.incidentId(), remediation.requestedAt(), body);
    }

    private static RecordAgain retry(Retry retry, byte[] body) {
        id("tenant", retry.tenant());
        return of(retry.tenant(), Topics.RETRIES, retry.incidentId(), retry.at(), body);
    }

    private static RecordAgain of(String tenant, String topic, String id, Long at, byte[] body) {
        String key = id == null ? tenant : Topics.key(tenant, id);
        return new RecordAgain(
                tenant, new ProducerRecord<>(topic, null, at, key.getBytes(StandardCharsets.UTF_8), body));
    }

    private static RecordAgain directive(Directive directive, DeadLetter letter, ReadModel model) {
        String tenant = directive.tenant();
        id("tenant", tenant);
        TenantView view = model.tenant(tenant);
        if (view == null) {
            throw new IllegalArgumentException("tenant: there is none called " + tenant);
        }
        long revision = switch (directive.kind()) {
            case RULES -> {
                present("book", directive.book());
                RuleBookParser.parse(directive.book());
                notReplaced(view.book() == null ? null : view.book().recordedAt(), letter.at(), "rule book");
                yield view.books() + 1;
            }
            case TOPOLOGY -> {
                present("topology", directive.topology());
                notReplaced(view.topology() == null ? null : view.topology().recordedAt(), letter.at(), "topology");
                yield view.topologies() + 1;
            }
            case DOWNTIME -> revision(directive.downtime());
            case ACKNOWLEDGEMENT -> {
                present("acknowledgement", directive.acknowledgement());
                yield letter.at();
            }
        };
        return new RecordAgain(tenant, DirectiveLog.record(directive, revision, letter.body()));
    }

    private static long revision(Downtime downtime) {
        present("downtime", downtime);
        downtime.matchers().forEach(Matcher::parse);
        Schedule.of(downtime);
        return downtime.revision();
    }

    /** The newest one counts: an old one that comes late must not take its place. */
    private static void notReplaced(Long newest, long at, String what) {
        if (newest != null && newest > at) {
            throw new IllegalArgumentException("a newer " + what + " was published since; push it anew if it is meant");
        }
    }

    private static void id(String field, String value) {
        present(field, value);
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(field + ": expected 1 to 64 letters, digits and . _ -");
        }
    }

    private static void present(String field, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": missing");
        }
    }

    /** {@code message} may begin with the path of the field at fault. */
    private static Refusal refusal(String message) {
        String said = message == null ? "it is no record of this topic" : message;
        java.util.regex.Matcher parts = PATH.matcher(said);
        return new Refusal(
                parts.matches()
                        ? RetryEndpoint.still(parts.group(1), parts.group(2))
                        : RetryEndpoint.still(null, said));
    }
}
