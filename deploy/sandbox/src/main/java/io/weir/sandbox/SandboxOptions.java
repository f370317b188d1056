package io.weir.sandbox;

import io.weir.sandbox.awx.AwxOptions;
import io.weir.sandbox.glpi.GlpiOptions;
import io.weir.sandbox.http.Fault;
import java.nio.file.Path;
import java.util.List;

/**
 * How a sandbox is set up.
 *
 * @param host address to listen on; loopback unless there is a reason
 * @param port 0 picks a free one
 * @param stateFolder where tickets, labels and jobs are kept over a restart, or {@code null} to keep them in memory
 * @param faults switched on from the start
 */
public record SandboxOptions(
        String host, int port, Path stateFolder, GlpiOptions glpi, AwxOptions awx, List<Fault> faults) {

    public SandboxOptions {
        faults = List.copyOf(faults);
    }

    /** A free port on loopback, everything in memory, the default users, hosts and one scripted template. */
    public static SandboxOptions defaults() {
        return new SandboxOptions("127.0.0.1", 0, null, GlpiOptions.defaults(), AwxOptions.defaults(), List.of());
    }

    public SandboxOptions withHost(String newHost) {
        return new SandboxOptions(newHost, port, stateFolder, glpi, awx, faults);
    }

    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(host, newPort, stateFolder, glpi, awx, faults);
    }

    public SandboxOptions withStateFolder(Path folder) {
        return new SandboxOptions(host, port, folder, glpi, awx, faults);
    }

    public SandboxOptions withGlpi(GlpiOptions options) {
        return new SandboxOptions(host, port, stateFolder, options, awx, faults);
    }

    public SandboxOptions withAwx(AwxOptions options) {
        return new SandboxOptions(host, port, stateFolder, glpi, options, faults);
    }

    public SandboxOptions withFaults(List<Fault> newFaults) {
        return new SandboxOptions(host, port, stateFolder, glpi, awx, newFaults);
    }
}
