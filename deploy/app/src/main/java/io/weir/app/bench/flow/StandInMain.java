package io.weir.app.bench.flow;

import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The stand-in for GLPI in a JVM of its own. Says its address; answers each line with how many requests it had
 * since the last one; ends with its input.
 */
public final class StandInMain {
    private StandInMain() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            answers.println(sandbox.glpiUrl());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (orders.readLine() != null) {
                answers.println(sandbox.requests().size());
                sandbox.clearRequests();
            }
        }
    }
}
