package io.weir.app.bench.intake;

import io.weir.app.bench.load.AlertMix;
import io.weir.schema.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * HTTP requests, ready to be sent, each with so many alerts of one tenant.
 *
 * @param bytes head and body of each
 * @param alerts in all of them
 * @param bodyBytes in all of them
 */
record Requests(List<byte[]> bytes, int alerts, long bodyBytes) {
    /** The load began so long ago: an end in the future would be none. */
    private static final long AGO_MS = 60 * 60_000L;

    /**
     * Takes alerts from a load until there are {@code number} requests of {@code batch} alerts.
     *
     * @param seen is given the fingerprints
     */
    static Requests of(AlertMix mix, int number, int batch, BodyForm form, Set<String> seen) throws IOException {
        List<byte[]> all = new ArrayList<>(number);
        long bodyBytes = 0;
        long shift = System.currentTimeMillis() - AGO_MS - AlertMix.START;
        Map<String, List<Alert>> waiting = new HashMap<>();
        while (all.size() < number) {
            Alert alert = later(mix.next(), shift);
            List<Alert> alerts = waiting.computeIfAbsent(alert.tenant(), tenant -> new ArrayList<>(batch));
            alerts.add(alert);
            seen.add(alert.fingerprint());
            if (alerts.size() == batch) {
                byte[] body = form.body(alerts);
                bodyBytes += body.length;
                all.add(request(form, alert.tenant(), body));
                alerts.clear();
            }
        }
        return new Requests(all, number * batch, bodyBytes);
    }

    private static Alert later(Alert alert, long millis) {
        return new Alert(
                alert.tenant(),
                alert.source(),
                alert.fingerprint(),
                alert.status(),
                alert.startsAt() + millis,
                alert.endsAt() == null ? null : Long.valueOf(alert.endsAt() + millis),
                null,
                alert.labels(),
                alert.annotations(),
                alert.generatorUrl(),
                alert.sourceUrl(),
                alert.receivedAt() + millis,
                null);
    }

    /** One request with this body. */
    static byte[] request(BodyForm form, String tenant, byte[] body) throws IOException {
        String head = "POST " + form.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: " + form.sender()
                + "\r\nContent-Length: " + body.length + "\r\nAuthorization: Bearer " + BridgeMain.token(tenant)
                + "\r\nContent-Type: application/json\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.write(head.getBytes(StandardCharsets.UTF_8));
        request.write(body);
        return request.toByteArray();
    }
}
