package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.ExitCode;
import io.weir.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Commands that end, in this JVM. */
public final class Commands {
    private Commands() {}

    /** Runs {@code weir} with these arguments, which must succeed, and returns what it said. */
    public static String weir(String... arguments) {
        return ending(ExitCode.OK, arguments);
    }

    /** Runs {@code weir} with these arguments, which must end with this code, and returns what it said. */
    public static String ending(int expected, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine weir = Main.commandLine().setOut(writer).setErr(writer);
        int code = weir.execute(arguments);
        assertThat(code).as(said.toString()).isEqualTo(expected);
        return said.toString();
    }
}
