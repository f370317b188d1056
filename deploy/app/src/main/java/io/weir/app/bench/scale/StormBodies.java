package io.weir.app.bench.scale;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.bench.load.AlertMix;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bodies of a storm, rendered beforehand so that the senders have nothing to do but send: webhooks as Alertmanager
 * sends them, each of one tenant, in a file per connection. All of one alert goes over one connection, in order.
 */
final class StormBodies {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StormBodies() {}

    /** One request: whose it is, how many alerts are in it, and what is posted. */
    record Body(String tenant, int alerts, HttpRequest.BodyPublisher json) {}

    /**
     * Writes them.
     *
     * @param shiftMs added to the times of the load
     * @param each alerts in one body; the last ones of a tenant may have fewer
     * @return a file per connection
     */
    static List<Path> write(AlertMix mix, long shiftMs, int each, int connections, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        List<DataOutputStream> out = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            files.add(folder.resolve("connection-" + i));
            out.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(files.get(i)), 1 << 20)));
        }
        Map<String, List<Map<String, Object>>> waiting = new HashMap<>();
        while (mix.hasNext()) {
            Alert alert = mix.next();
            int connection = Math.floorMod(alert.fingerprint().hashCode(), connections);
            String key = connection + " " + alert.tenant();
            List<Map<String, Object>> alerts = waiting.computeIfAbsent(key, k -> new ArrayList<>());
            alerts.add(json(alert, shiftMs));
            if (alerts.size() == each) {
                write(out.get(connection), alert.tenant(), alerts);
                alerts.clear();
            }
        }
        for (Map.Entry<String, List<Map<String, Object>>> rest : waiting.entrySet()) {
            if (!rest.getValue().isEmpty()) {
                int space = rest.getKey().indexOf(' ');
                DataOutputStream connection =
                        out.get(Integer.parseInt(rest.getKey().substring(0, space)));
                write(connection, rest.getKey().substring(space + 1), rest.getValue());
            }
        }
        for (DataOutputStream file : out) {
            file.close();
        }
        return files;
    }

    /** Opens what {@link #write} wrote. */
    static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20));
    }

    /** The next one; null at the end. */
    static Body next(DataInputStream in) throws IOException {
        String tenant;
        try {
            tenant = in.readUTF();
        } catch (EOFException end) {
            return null;
        }
        int alerts = in.readInt();
        return new Body(tenant, alerts, HttpRequest.BodyPublishers.ofByteArray(in.readNBytes(in.readInt())));
    }

    private static void write(DataOutputStream out, String tenant, List<Map<String, Object>> alerts)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", "4");
        body.put("groupKey", "{}:{}");
        body.put("truncatedAlerts", 0);
        body.put("status", "firing");
        body.put("receiver", "weir");
        body.put("groupLabels", Map.of());
        body.put("commonLabels", Map.of());
        body.put("commonAnnotations", Map.of());
        body.put("externalURL", "http://alertmanager.example");
        body.put("alerts", alerts);
        byte[] bytes = JSON.writeValueAsBytes(body);
        out.writeUTF(tenant);
        out.writeInt(alerts.size());
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Map<String, Object> json(Alert alert, long shiftMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        boolean resolved = alert.status() == AlertStatus.RESOLVED;
        json.put("status", resolved ? "resolved" : "firing");
        json.put("labels", alert.labels());
        json.put("annotations", alert.annotations());
        json.put("startsAt", Instant.ofEpochMilli(alert.startsAt() + shiftMs).toString());
        json.put(
                "endsAt",
                resolved ? Instant.ofEpochMilli(alert.endsAt() + shiftMs).toString() : "0001-01-01T00:00:00Z");
        json.put("generatorURL", alert.generatorUrl());
        json.put("fingerprint", alert.fingerprint());
        return json;
    }
}
