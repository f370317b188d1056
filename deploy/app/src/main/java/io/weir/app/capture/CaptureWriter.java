package io.weir.app.capture;

import io.weir.schema.Alert;
import io.weir.schema.Directive;
import io.weir.schema.Fold;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes what lies on {@code weir.alerts} between two instants as a capture, and the directives that hold in that time,
 * from the first one on: a replay of the file has all that a replay of the topics has.
 */
public final class CaptureWriter implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    private final String tenant;
    private final BufferedWriter out;
    private String anybody;
    private long alerts;
    private long directives;
    private long unreadable;

    /**
     * What was written.
     *
     * @param alerts how many
     * @param directives how many
     * @param unreadable records that are no alert or directive; live they are dead letters
     */
    public record Written(long alerts, long directives, long unreadable) {}

    private CaptureWriter(Path file, String tenant) throws IOException {
        this.tenant = tenant;
        OutputStream bytes = Files.newOutputStream(file);
        out = new BufferedWriter(
                new OutputStreamWriter(
                        file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, BUFFER) : bytes,
                        StandardCharsets.UTF_8),
                BUFFER);
    }

    /**
     * Writes the file; gzipped when its name ends with {@code .gz}.
     *
     * @param kafka client properties, the address among them
     * @param fromMs first instant, milliseconds since the epoch
     * @param toMs first instant after it
     * @param tenant whose; null for all
     */
    public static Written write(Map<String, String> kafka, long fromMs, long toMs, String tenant, Path file)
            throws IOException {
        try (TopicReader directives = TopicReader.open(kafka, Topics.DIRECTIVES, 0, toMs);
                TopicReader alerts = TopicReader.open(kafka, Topics.ALERTS, fromMs, toMs);
                CaptureWriter writer = new CaptureWriter(file, tenant)) {
            ConsumerRecord<byte[], byte[]> directive = directives.next();
            for (ConsumerRecord<byte[], byte[]> alert = alerts.next(); alert != null; alert = alerts.next()) {
                for (; directive != null && directive.timestamp() <= alert.timestamp(); directive = directives.next()) {
                    writer.directive(directive);
                }
                writer.alert(alert);
            }
            for (; directive != null; directive = directives.next()) {
                writer.directive(directive);
            }
            writer.clock(toMs);
            return new Written(writer.alerts, writer.directives, writer.unreadable);
        }
    }

    private void alert(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.value() == null || Wire.isTick(record.value())) {
            return;
        }
        if (Wire.isFold(record.value())) {
            fold(record);
            return;
        }
        Alert alert;
        try {
            alert = Wire.ALERT.read(record.value());
        } catch (IOException e) {
            // the caller tells how many there are; live it is a dead letter with its bytes
            unreadable++;
            return;
        }
        if (isWanted(alert.tenant())) {
            alerts++;
            line(PostedBody.of(alert, record.timestamp()));
        }
    }

    private void fold(ConsumerRecord<byte[], byte[]> record) throws IOException {
        Fold fold;
        try {
            fold = Wire.FOLD.read(record.value());
        } catch (IOException e) {
            unreadable++;
            return;
        }
        if (isWanted(fold.tenant())) {
            line(new CapturedRequest(
                    record.timestamp(), fold.receivedAt(), fold.tenant(), CaptureLine.FOLD, null, record.value(), ""));
        }
    }

    private void directive(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.value() == null || Wire.isTick(record.value())) {
            return;
        }
        Directive directive;
        try {
            directive = Wire.DIRECTIVE.read(record.value());
        } catch (IOException e) {
            unreadable++;
            return;
        }
        if (isWanted(directive.tenant())) {
            directives++;
            line(new CapturedRequest(
                    record.timestamp(),
                    record.timestamp(),
                    directive.tenant(),
                    CaptureLine.DIRECTIVE,
                    null,
                    record.value(),
                    ""));
        }
    }

    private boolean isWanted(String owner) {
        return tenant == null || tenant.equals(owner);
    }

    private void clock(long toMs) throws IOException {
        String owner = tenant != null ? tenant : anybody == null ? "nobody" : anybody;
        line(new CapturedRequest(toMs, toMs, owner, CaptureLine.CLOCK, null, Wire.tick(), ""));
    }

    private void line(CapturedRequest request) throws IOException {
        anybody = request.tenant();
        out.write(CaptureLine.write(request));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
