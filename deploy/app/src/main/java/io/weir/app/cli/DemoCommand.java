package io.weir.app.cli;

import io.weir.app.demo.Demo;
import io.weir.app.server.StopSignal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what Weir does. */
@Command(
        name = "demo",
        description = "Run everything against stand-ins for GLPI and AWX, play a recorded storm of alerts, and check"
                + " what comes of it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the storm produced what it must",
            "1:a part did not start, or failed",
            "2:the arguments are wrong",
            "3:something is missing; it is listed"
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Leave everything running afterwards, and print every URL.")
    private boolean keep;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the bridge, 0 for a free one. Default: 8080, or a free one when that is taken.")
    private Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the demo, emptied at its start. Default: data/demo in the repository.")
    private Path data;

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data != null ? data : Path.of(System.getProperty("weir.home", "."), "data", "demo");
        return new Demo(spec.commandLine().getOut(), Boolean.getBoolean("weir.terminal"), StopSignal.listen())
                .run(folder, port, keep);
    }
}
