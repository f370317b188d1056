package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.ExitCode;
import io.weir.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Commands that end, in this JVM. */
final class Commands {
    private Commands() {}

    /** Runs {@code weir} with these arguments, which must succeed, and returns what it said. */
    static String weir(String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine weir = Main.commandLine().setOut(writer).setErr(writer);
        int code = weir.execute(arguments);
        assertThat(code).as(said.toString()).isEqualTo(ExitCode.OK);
        return said.toString();
    }
}
