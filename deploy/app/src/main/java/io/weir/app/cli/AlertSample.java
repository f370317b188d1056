package io.weir.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alert of a sample file.
 *
 * @param place file, and where in it
 * @param labels without those that are empty, which intakes drop, too
 */
record AlertSample(String place, Map<String, String> labels) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * The alerts of a JSON text: a map of labels, an alert with {@code labels}, an Alertmanager webhook, or an array of
     * these.
     *
     * @param file its name, for messages
     * @throws CommandFailure when it is none of these; the message has the path
     */
    static List<AlertSample> read(String file, String json) {
        List<AlertSample> samples = new ArrayList<>();
        try {
            collect(file, "", JSON.readTree(json), samples);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new CommandFailure(
                    ExitCode.USAGE, "--alert: " + file + " is not JSON" + place + ": " + e.getOriginalMessage(), e);
        }
        if (samples.isEmpty()) {
            throw wrong(file, "", "expected at least one alert, found none", "add one");
        }
        return samples;
    }

    private static void collect(String file, String path, JsonNode node, List<AlertSample> samples) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(file, path + "[" + i + "]", node.get(i), samples);
            }
        } else if (node.path("alerts").isArray()) {
            collect(file, child(path, "alerts"), node.get("alerts"), samples);
        } else if (node.path("labels").isObject()) {
            samples.add(new AlertSample(place(file, path), labels(file, child(path, "labels"), node.get("labels"))));
        } else if (node.isObject()) {
            samples.add(new AlertSample(place(file, path), labels(file, path, node)));
        } else {
            throw wrong(
                    file,
                    path,
                    "expected an object, found " + shown(node),
                    "write a map of labels, an alert with \"labels\", or an Alertmanager webhook with \"alerts\"");
        }
    }

    private static Map<String, String> labels(String file, String path, JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : node.properties()) {
            if (!label.getValue().isTextual()) {
                throw wrong(
                        file,
                        child(path, label.getKey()),
                        "expected a text, found " + shown(label.getValue()),
                        "labels are texts: write it in double quotes, or put the labels below \"labels\"");
            }
            if (!label.getValue().asText().isEmpty()) {
                labels.put(label.getKey(), label.getValue().asText());
            }
        }
        if (labels.isEmpty()) {
            throw wrong(file, path, "expected at least one label with a value, found none", "add one");
        }
        return labels;
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode()
                ? "nothing"
                : node.isArray() ? "a list" : node.isObject() ? "an object" : node.toString();
    }

    private static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String place(String file, String path) {
        return path.isEmpty() ? file : file + ": " + path;
    }

    private static CommandFailure wrong(String file, String path, String message, String remedy) {
        return new CommandFailure(ExitCode.USAGE, "--alert: " + place(file, path) + ": " + message + " — " + remedy);
    }
}
