package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.config.ConfigFile;
import io.weir.app.config.SecretCheck;
import io.weir.app.config.WeirConfig;
import io.weir.app.server.ServerLog;
import io.weir.app.server.StopSignal;
import io.weir.app.server.TokenWatch;
import io.weir.app.server.Weir;
import io.weir.broker.FolderInUseException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs all of Weir until it is stopped. */
@Command(
        name = "up",
        description =
                "Run the bridge, both jobs and, unless your Kafka is configured, a Kafka, until SIGTERM or Ctrl-C.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped in order",
            "1:a part did not start, or failed for good",
            "2:the configuration is wrong; each problem is listed with its path"
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration; deploy/weir.example.yaml documents every key.")
    private Path file;

    @Option(
            names = "--bridge-only",
            description = "Run no job here: both are submitted to a Flink cluster of your own.")
    private boolean bridgeOnly;

    @Override
    @SuppressWarnings("try") // the watch works by being there
    public Integer call() throws InterruptedException {
        if (!Files.isReadable(file)) {
            throw new CommandFailure(ExitCode.USAGE, "--config: cannot read " + file);
        }
        WeirConfig config = ConfigFile.read(file);
        SecretCheck.require(config, !bridgeOnly);
        ServerLog.into(config.data().resolve("logs"));
        CompletableFuture<Void> stop = StopSignal.listen();
        Thread starting = Thread.currentThread();
        AtomicBoolean started = new AtomicBoolean();
        var unused = stop.thenRun(() -> {
            if (!started.get()) {
                starting.interrupt();
            }
        });
        PrintWriter out = spec.commandLine().getOut();
        try (Weir weir = Weir.start(config, bridgeOnly ? Weir.Parts.BRIDGE : Weir.Parts.ALL);
                TokenWatch tokens = TokenWatch.begin(file, config, weir::useTokensOf)) {
            started.set(true);
            print(out, config, weir);
            CompletableFuture.anyOf(stop, weir.failure()).join();
            out.println("stopping");
            out.flush();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            if (stop.isDone()) {
                return ExitCode.OK;
            }
            throw e;
        } catch (FolderInUseException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (CompletionException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getCause().getMessage(), e);
        }
    }

    private static void print(PrintWriter out, WeirConfig config, Weir weir) {
        out.println(
                weir.isReady()
                        ? "weir is up"
                        : "the bridge takes alerts, but not every task of the jobs runs yet: the log says why");
        out.println("  bridge   " + weir.bridge());
        weir.flinkWeb()
                .ifPresentOrElse(
                        web -> out.println("  Flink    " + web + "  metrics "
                                + weir.flinkMetrics().orElseThrow()),
                        () -> out.println("  Flink    no job runs here: see weir submit --help"));
        out.println("  Kafka    " + weir.kafka()
                + (config.kafka().bootstrap().isPresent() ? "" : " (embedded, data in " + config.data() + ")"));
        out.println("  log      " + config.data().resolve("logs").resolve("weir.log"));
        config.glpi()
                .ifPresentOrElse(
                        glpi -> out.println("  GLPI     " + glpi.webUrl()),
                        () -> out.println("  GLPI     not configured: incidents are on Kafka and at " + weir.bridge()
                                + "/v1/incidents only"));
        config.awx()
                .ifPresentOrElse(
                        awx -> out.println("  AWX      " + awx.url()),
                        () -> out.println("  AWX      not configured: no playbook is run"));
        out.flush();
    }
}
