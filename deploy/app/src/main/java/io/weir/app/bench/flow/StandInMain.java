package io.weir.app.bench.flow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.http.RequestRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stand-in for GLPI in a JVM of its own. Says its address; answers each line with what it was asked since the last
 * one; ends with its input.
 */
public final class StandInMain {
    private static final Pattern INCIDENT = Pattern.compile("\\[corr:([0-9a-f]+)]");

    private StandInMain() {}

    /**
     * What it was asked.
     *
     * @param requests how many there were
     * @param madeAt when it was asked to make the ticket of an incident, milliseconds since the epoch
     */
    public record Asked(int requests, Map<String, Double> madeAt) {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        JsonMapper json = JsonMapper.builder().build();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            answers.println(sandbox.glpiUrl());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (orders.readLine() != null) {
                answers.println(json.writeValueAsString(asked(sandbox)));
            }
        }
    }

    private static Asked asked(Sandbox sandbox) {
        var requests = sandbox.requests();
        sandbox.clearRequests();
        Map<String, Double> madeAt = new TreeMap<>();
        for (RequestRecord request : requests) {
            Matcher incident = INCIDENT.matcher(request.body());
            if (request.method().equals("POST") && request.path().equals("/Ticket") && incident.find()) {
                double at = ChronoUnit.MICROS.between(Instant.EPOCH, request.at()) / 1e3;
                madeAt.putIfAbsent(incident.group(1), at);
            }
        }
        return new Asked(requests.size(), madeAt);
    }
}
