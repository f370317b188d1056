package io.weir.e2e;

import io.weir.broker.LoopbackPort;
import io.weir.sandbox.awx.AwxHost;
import io.weir.sandbox.awx.AwxInventory;
import io.weir.sandbox.awx.AwxOptions;
import io.weir.sandbox.awx.AwxTemplate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A service on this machine that the shipped playbook {@code deploy/examples/restart-service.yml} can restart. The
 * inventory has two hosts, both of them this machine.
 */
final class RestartableService implements AutoCloseable {
    static final String HOST = "shop-01";
    static final String SERVICE = "checkout";

    private static final String INVENTORY = """
            all:
              vars:
                ansible_connection: local
                remediation_markers: %s
                restartable_services:
                  %s:
                    health: %s
                    restart: [/bin/sh, %s]
              hosts:
                shop-01:
                shop-02:
            """;
    /** What a service manager does: ends the old process, starts a new one, and does not wait for it. */
    private static final String RESTART = """
            if [ -f '%1$s/pid' ]; then kill -9 "$(cat '%1$s/pid')" 2>/dev/null || :; fi
            setsid '%2$s' -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%3$s' %4$s %5$d \\
                >'%1$s/service.log' 2>&1 </dev/null &
            echo $! >'%1$s/pid'
            """;

    private final Path folder;
    private final int port = LoopbackPort.free();

    RestartableService(Path folder) throws IOException {
        this.folder = folder;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path script = folder.resolve("restart.sh");
        Files.writeString(script, RESTART.formatted(folder, java, classes(), MeteredService.class.getName(), port));
        Files.writeString(inventory(), INVENTORY.formatted(markers(), SERVICE, health(), script));
    }

    /** The playbook as it is shipped. */
    static Path playbook() {
        return classes().resolve("../../../examples/restart-service.yml").normalize();
    }

    /** {@code deploy/app/target/test-classes}. */
    private static Path classes() {
        return Path.of(URI.create(MeteredService.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    /** An AWX whose template {@code restart service} really runs the playbook. */
    AwxOptions awx() {
        AwxOptions defaults = AwxOptions.defaults();
        Map<String, String> local = Map.of("ansible_connection", "local");
        List<AwxTemplate> templates = defaults.templates().stream()
                .map(template -> template.withRunner(null).withPlaybook(playbook()))
                .toList();
        AwxInventory inventory = new AwxInventory(
                2, "prod", 1, List.of(new AwxHost(1, HOST, local), new AwxHost(2, "shop-02", local)), inventory());
        return defaults.withTemplates(templates).withInventories(List.of(inventory));
    }

    /** Where the playbook marks what it did. */
    Path markers() {
        return folder.resolve("markers");
    }

    /** Runs the playbook by hand, with the variables of the remediation {@code rem-1}; options may say otherwise. */
    PlaybookRun play(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                RequiredProgram.ANSIBLE.path(),
                "-i",
                inventory().toString(),
                "-e",
                "service_name=" + SERVICE,
                "-e",
                "remediation_id=rem-1"));
        command.addAll(List.of(options));
        command.add(playbook().toString());
        try (ChildProcess run = ChildProcess.start(folder, "playbook.log", command)) {
            int code = run.exitCode();
            return new PlaybookRun(code, Files.readString(folder.resolve("playbook.log")));
        }
    }

    /** How a playbook ended. */
    record PlaybookRun(int exitCode, String output) {}

    int port() {
        return port;
    }

    URI health() {
        return URI.create("http://127.0.0.1:" + port + "/metrics");
    }

    /** Process id, or null when it was never started. */
    Long pid() throws IOException {
        Path file = folder.resolve("pid");
        return Files.exists(file) ? Long.valueOf(Files.readString(file).strip()) : null;
    }

    /** SIGKILL. */
    void kill() throws IOException {
        Long pid = pid();
        if (pid != null) {
            ProcessHandle.of(pid).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        }
    }

    private Path inventory() {
        return folder.resolve("inventory.yml");
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
