package io.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a real Uptime Kuma posted to five webhooks: {@code json}, {@code form} (form-data), {@code custom} and
 * {@code custom-noct} (bodies of the user's own, the second with a wrong content type), and {@code headers} (JSON, the
 * credential in a header of the user's own). Between the ups and downs are test messages and an expiring certificate.
 */
final class KumaRecording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CHANGE = Pattern.compile("\\[([^\\[\\]]+)\\] \\[\\S+ (Down|Up)\\]");

    private KumaRecording() {}

    /** What a post says. */
    enum Says {
        TEST,
        EXPIRING,
        DOWN,
        UP
    }

    /**
     * One post.
     *
     * @param hook name of the webhook
     * @param says what it is about
     * @param monitor the monitor's id where the body has it, else its name; null when it is about none
     */
    record Post(String hook, String contentType, String body, Says says, String monitor) {
        /** What becomes one ticket. */
        String subject() {
            return hook + ": " + monitor;
        }
    }

    /** All posts in their order. */
    static List<Post> posts() throws IOException {
        List<Post> posts = new ArrayList<>();
        try (InputStream in = KumaRecording.class.getResourceAsStream("uptime-kuma.jsonl");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                posts.add(post(JSON.readTree(line)));
            }
        }
        return posts;
    }

    /** The recording in phases: each goes on until something that was down comes up, or the reverse. */
    static List<List<Post>> phases() throws IOException {
        List<List<Post>> phases = new ArrayList<>();
        Says last = null;
        for (Post post : posts()) {
            boolean change = post.says() == Says.DOWN || post.says() == Says.UP;
            if (phases.isEmpty() || (change && last != null && post.says() != last)) {
                phases.add(new ArrayList<>());
            }
            last = change ? post.says() : last;
            phases.get(phases.size() - 1).add(post);
        }
        return phases;
    }

    private static Post post(JsonNode line) {
        String body = line.path("body").asText();
        Matcher change = CHANGE.matcher(body);
        Matcher id = Pattern.compile("\"monitorID\":(\\d+)").matcher(body);
        Says says = Says.TEST;
        String monitor = null;
        if (change.find()) {
            says = Says.valueOf(change.group(2).toUpperCase(Locale.ROOT));
            monitor = id.find() ? id.group(1) : change.group(1);
        } else if (body.contains("[TLS expiring]")) {
            says = Says.EXPIRING;
        } else if (!body.contains("Testing")) {
            throw new IllegalArgumentException("not a message of Uptime Kuma's: " + body);
        }
        return new Post(line.path("hook").asText(), line.path("contentType").asText(), body, says, monitor);
    }
}
