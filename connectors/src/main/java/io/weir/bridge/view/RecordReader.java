package io.weir.bridge.view;

import io.weir.bridge.kafka.LetterId;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.schema.Control;
import io.weir.schema.Directive;
import io.weir.schema.IncidentGlance;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each record to the view of the tenant that owns it. */
final class RecordReader {
    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

    private static final Set<String> STAGES_OF_JOBS = Set.of("correlate", "deliver");

    private final Map<String, TenantView> tenants;
    private final DeadLetters strayLetters;
    private final Brakes brakes;
    private final BridgeMetrics metrics;
    private final AlertObserver observer;

    RecordReader(
            Map<String, TenantView> tenants,
            DeadLetters strayLetters,
            Brakes brakes,
            BridgeMetrics metrics,
            AlertObserver observer) {
        this.observer = observer;
        this.tenants = tenants;
        this.strayLetters = strayLetters;
        this.brakes = brakes;
        this.metrics = metrics;
    }

    /** Ticks, what stands for folded repeats, deletions and records of tenants that are not configured are passed over. */
    void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null || Wire.isTick(value) || Wire.isFold(value)) {
            return;
        }
        try {
            read(record, value);
        } catch (IOException | RuntimeException e) {
            metrics.unreadable(record.topic());
            LOG.debug("not readable: {} {} {}", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, byte[] value) throws IOException {
        switch (record.topic()) {
            case Topics.ALERTS -> alert(record, value);
            case Topics.DIRECTIVES -> {
                Directive directive = Wire.DIRECTIVE.read(value);
                of(directive.tenant(), view -> view.directive(directive, record.timestamp()));
            }
            case Topics.INCIDENTS -> {
                IncidentGlance incident = Wire.INCIDENT_GLANCE.read(value);
                of(incident.tenant(), view -> view.incident(incident, value));
            }
            case Topics.REMEDIATIONS -> {
                Remediation remediation = Wire.REMEDIATION.read(value);
                of(remediation.tenant(), view -> view.remediation(remediation));
            }
            case Topics.RECEIPTS -> {
                Receipt receipt = Wire.RECEIPT.read(value);
                of(receipt.tenant(), view -> view.receipt(receipt));
            }
            case Topics.DEAD_LETTERS -> {
                LetterId id = new LetterId(record.partition(), record.offset());
                letter(LetterEntry.of(id.toString(), Wire.DEAD_LETTER.read(value)));
            }
            case Topics.RETRIES -> retry(Wire.RETRY.read(value));
            case Topics.CONTROL -> {
                Control control = Wire.CONTROL.read(value);
                if (control.tenant() == null || tenants.containsKey(control.tenant())) {
                    brakes.taken(control, record.offset());
                }
            }
            default -> throw new IllegalStateException("not asked for: " + record.topic());
        }
    }

    private void alert(ConsumerRecord<byte[], byte[]> record, byte[] value) throws IOException {
        if (record.key() == null) {
            throw new IOException("an alert without a key");
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        int separator = key.indexOf('|');
        if (separator < 0) {
            throw new IOException("a key without a tenant");
        }
        AlertGlance glance = AlertGlance.at(value);
        String tenant = key.substring(0, separator);
        String fingerprint = key.substring(separator + 1);
        of(tenant, view -> {
            view.alert(fingerprint, value, glance, record.timestamp());
            observer.observed(
                    tenant, fingerprint, glance.firing(), glance.startsAt(), glance.expiresAt(), record.timestamp());
        });
    }

    private void letter(LetterEntry entry) {
        String tenant = entry.letter().tenant();
        if (tenant == null || !tenants.containsKey(tenant)) {
            strayLetters.written(entry);
        }
        of(tenant, view -> view.deadLetter(entry));
    }

    private void retry(Retry retry) {
        of(retry.tenant(), view -> view.deadLetters().retried(retry));
        // only a record of a topic can have been nobody's, and have an owner now that it can be read
        if (!tenants.containsKey(retry.tenant()) || STAGES_OF_JOBS.contains(retry.stage())) {
            strayLetters.retried(retry);
        }
    }

    private void of(String tenant, Consumer<TenantView> read) {
        TenantView view = tenant == null ? null : tenants.get(tenant);
        if (view != null) {
            read.accept(view);
        }
    }
}
