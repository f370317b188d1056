package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.weir.bridge.intake.IntakeAgain;
import io.weir.bridge.intake.IntakeLimits;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.Rejected;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import io.weir.schema.DeadLetter;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tries a dead letter again by the way it came: an intake reads the bytes once more, a topic gets its record once more,
 * the deliver job is asked to take the rest up. What was accepted is noted on {@code weir.retries}, behind what it led
 * to; so a crash between the two leads to one more try, which changes nothing.
 */
final class RetryEndpoint implements Endpoint {
    private static final Set<String> DELIVERED = Set.of("glpi", "awx", "notify");
    private static final int MOST_REJECTED_TOLD = 20;

    private final LetterLookups lookups;
    private final ReadModel model;
    private final SlicedLog log;
    private final AdmittedLog admitted;
    private final IntakeLimits limits;
    private final BridgeMetrics metrics;

    /**
     * One that tries what {@code lookups} find.
     *
     * @param log for what is no alert
     * @param admitted for alerts, which count against the quota of their tenant like any
     */
    RetryEndpoint(
            LetterLookups lookups,
            ReadModel model,
            SlicedLog log,
            AdmittedLog admitted,
            IntakeLimits limits,
            BridgeMetrics metrics) {
        this.lookups = lookups;
        this.model = model;
        this.log = log;
        this.admitted = admitted;
        this.limits = limits;
        this.metrics = metrics;
    }

    /** What is written, and what is answered when Kafka has it; {@code rejected} are those that become letters. */
    private record Work(AskedLetter asked, AlertRecords written, Answer answer) {
        Work(AskedLetter asked, List<ProducerRecord<byte[], byte[]>> records, Answer answer) {
            this(asked, new AlertRecords(List.of(), List.of(), records), answer);
        }
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the lists are being rebuilt from Kafka"));
        }
        return lookups.run(() -> work(call))
                .compose(work -> write(call, work).map(done -> {
                    DeadLetter letter = work.asked.letter();
                    metrics.retried(letter.stage());
                    work.written.alerts().forEach(metrics::accepted);
                    work.written
                            .rejected()
                            .forEach(piece -> metrics.deadLetter(letter.tenant(), letter.source(), piece.reason()));
                    return work.answer;
                }));
    }

    private Future<Void> write(Call call, Work work) {
        return work.written.alerts().isEmpty()
                ? log.write(work.written.records())
                : admitted.write(call.of(work.asked.letter().tenant()), work.written);
    }

    /** Who: as {@link RequestedBy#by} says. */
    static String by(Call call) {
        JsonNode body = RequestedBy.object(call, Set.of("by"), "{\"by\": \"name\"}, or no body");
        return RequestedBy.by(body, call.identity());
    }

    private Work work(Call call) {
        String by = by(call);
        AskedLetter asked = lookups.find(call);
        DeadLetter letter = asked.letter();
        if (letter.body() == null && !DELIVERED.contains(letter.stage())) {
            throw new Refusal(still(null, "the letter has no body"));
        }
        return switch (letter.stage()) {
            case "bridge" -> intake(call, asked, by);
            case "correlate", "deliver" -> {
                RecordAgain again = RecordAgain.of(letter, model);
                ObjectNode told = told(asked, "written").put("topic", letter.source());
                yield new Work(
                        asked,
                        List.of(again.record(), retry(asked, again.tenant(), null, by, call)),
                        Answer.json(200, told));
            }
            default -> {
                if (!DELIVERED.contains(letter.stage()) || letter.tenant() == null) {
                    throw new Refusal(still(null, "nobody takes up what stage " + letter.stage() + " gave up"));
                }
                refuseOutdated(letter);
                yield new Work(
                        asked,
                        List.of(retry(asked, letter.tenant(), letter.body(), by, call)),
                        Answer.json(202, told(asked, "handed-over")));
            }
        };
    }

    /** The deliver job would drop it in silence: the ticket shows a newer revision already. */
    private void refuseOutdated(DeadLetter letter) {
        TenantView view = model.tenant(letter.tenant());
        if (!letter.stage().equals("glpi") || letter.body() == null || letter.incidentId() == null || view == null) {
            return;
        }
        long revision;
        try {
            revision = Wire.INCIDENT.read(letter.body()).revision();
        } catch (IOException e) {
            // whether it can be used at all, the deliver job says
            return;
        }
        long shown = view.shownRevision(letter.incidentId());
        if (shown > revision) {
            throw new Refusal(Answer.problem(
                    409,
                    "outdated",
                    "the ticket shows revision " + shown + " of the incident, and the letter holds revision " + revision
                            + ": there is nothing left to write",
                    "id"));
        }
    }

    private Work intake(Call call, AskedLetter asked, String by) {
        DeadLetter letter = asked.letter();
        String tenant = letter.tenant();
        if (tenant == null || model.tenant(tenant) == null) {
            throw new Refusal(still("tenant", "there is no tenant whose alerts these would be"));
        }
        Reading reading = IntakeAgain.read(letter, new Origin(tenant, null, call.receivedAt()), limits);
        if (reading == null) {
            throw new Refusal(still(null, "there is no intake called " + letter.source()));
        }
        AlertRecords alerts = AlertRecords.of(reading);
        if (alerts.alerts().isEmpty() && !alerts.rejected().isEmpty()) {
            Rejected first = alerts.rejected().get(0);
            throw new Refusal(still(first.field().isEmpty() ? null : first.field(), first.detail()));
        }
        // the old letter still begins with what is taken now: the rest would never have its turn
        List<Rejected> left = alerts.rejected().stream()
                .filter(piece -> piece.reason().equals(Rejected.NOT_READ))
                .toList();
        LetterHead head = LetterHead.of(letter, call);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(alerts.records());
        left.forEach(piece -> records.add(head.letter(piece)));
        records.add(retry(asked, tenant, null, by, call));
        ObjectNode told = told(asked, "accepted").put("alerts", alerts.alerts().size());
        if (reading.notice() != null) {
            told.put("notice", reading.notice());
        }
        if (!alerts.rejected().isEmpty()) {
            ArrayNode rejected = told.putArray("rejected");
            alerts.rejected().stream()
                    .limit(MOST_REJECTED_TOLD)
                    .forEach(piece -> rejected.addObject()
                            .put("reason", piece.reason())
                            .put("field", piece.field())
                            .put("detail", piece.detail()));
        }
        if (!left.isEmpty()) {
            told.put("deadLetters", left.size());
        }
        return new Work(asked, new AlertRecords(alerts.alerts(), left, records), Answer.json(200, told));
    }

    private static ObjectNode told(AskedLetter asked, String status) {
        return Answer.object()
                .put("id", asked.id().toString())
                .put("stage", asked.letter().stage())
                .put("status", status);
    }

    private static ProducerRecord<byte[], byte[]> retry(
            AskedLetter asked, String tenant, byte[] body, String by, Call call) {
        DeadLetter letter = asked.letter();
        Retry retry = new Retry(
                tenant,
                asked.id().toString(),
                letter.stage(),
                letter.reason(),
                letter.source(),
                body,
                letter.incidentId(),
                letter.remediationId(),
                by,
                call.receivedAt().toEpochMilli());
        String key = letter.incidentId() == null ? tenant : Topics.key(tenant, letter.incidentId());
        return new ProducerRecord<>(Topics.RETRIES, key.getBytes(StandardCharsets.UTF_8), Wire.RETRY.write(retry));
    }

    /** 422: it still cannot be read, with the field at fault where one is known; null otherwise. */
    static Answer still(String field, String message) {
        return Answer.problem(422, "unreadable", message, field);
    }
}
