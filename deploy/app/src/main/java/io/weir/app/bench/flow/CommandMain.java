package io.weir.app.bench.flow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.Main;
import io.weir.app.bench.process.Orders;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The {@code weir} command in a JVM that stays: takes the arguments of one command per line, as a JSON array, and answers
 * with its exit code. What the commands say goes to standard error.
 */
public final class CommandMain {
    private CommandMain() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintWriter said = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        JsonMapper json = JsonMapper.builder().build();
        Orders orders = new Orders();
        for (String line = orders.next(); line != null; line = orders.next()) {
            String[] arguments = json.readValue(line, String[].class);
            answers.println(Main.commandLine().setOut(said).setErr(said).execute(arguments));
        }
    }
}
