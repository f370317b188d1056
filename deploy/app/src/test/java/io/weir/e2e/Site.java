package io.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.WeirProcess;
import io.weir.app.client.BridgeClient;
import io.weir.broker.LoopbackPort;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.RequestRecord;
import io.weir.sink.text.TicketText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code weir up} as a process, and the stand-ins for GLPI and AWX in this JVM, so that they outlive it. A restart finds
 * the same data folder and the same ports.
 */
final class Site implements AutoCloseable {
    /** Status of a ticket that is solved. */
    static final int SOLVED = 5;

    private static final int MOST = 1000;
    private static final String CONFIG = """
            data: data
            bridge: {port: %d}
            kafka: {embedded: {port: %d}, topics: {partitions: 2}}
            flink: {webPort: 0, metricsPort: 0, parallelism: 2, checkpointEvery: 300ms}
            clock: {tickEvery: 200ms, directiveLead: 500ms}
            glpi:
              url: %s
              appToken: {value: sandbox-app-token}
              userToken: {value: sandbox-user-token}
              timeout: 5s
              settle: 2s
            awx: {url: '%s', token: {value: sandbox-awx-token}, timeout: 5s, settle: 2s}
            tenants:
            """;

    private final Path folder;
    private final Sandbox sandbox;
    private final int bridgePort = LoopbackPort.free();
    private final int kafkaPort = LoopbackPort.free();
    private WeirProcess weir;

    private Site(Path folder, Sandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
    }

    /**
     * A tenant.
     *
     * @param sources the sending instances; each has a token of its own, see {@link Site#token}
     * @param rules rule book, YAML
     */
    record Tenant(String name, List<String> sources, String rules) {}

    /** Writes the configuration and starts the stand-ins, but not yet Weir. */
    static Site prepare(Path folder, SandboxOptions options, Tenant... tenants) throws IOException {
        Site site = new Site(folder, Sandbox.start(options));
        StringBuilder config = new StringBuilder(
                CONFIG.formatted(site.bridgePort, site.kafkaPort, site.sandbox.glpiUrl(), site.sandbox.url()));
        int entity = 0;
        for (Tenant tenant : tenants) {
            String rules = tenant.name() + "-rules.yaml";
            Files.writeString(folder.resolve(rules), tenant.rules());
            List<String> tokens = tenant.sources().stream()
                    .map(source -> "{value: " + token(source) + ", source: " + source + "}")
                    .toList();
            config.append("- name: ").append(tenant.name()).append('\n');
            config.append("  tokens: ").append(tokens).append('\n');
            config.append("  rules: ").append(rules).append('\n');
            config.append("  glpi: {entity: ").append(++entity);
            config.append(", category: 1, assignGroup: 1, requestType: 7}\n");
            config.append("  awx: {organization: Default, templates: [restart service]}\n");
        }
        Files.writeString(folder.resolve("weir.yaml"), config);
        return site;
    }

    /** Adds to the section of the last tenant; before {@link #up()}. */
    Site alsoForTheLastTenant(String yaml) throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), yaml.indent(2), StandardOpenOption.APPEND);
        return this;
    }

    /** The token of a sending instance. */
    static String token(String source) {
        return source + "-secret";
    }

    /** Starts Weir, and returns when it takes alerts. */
    void up() throws IOException {
        up(List.of());
    }

    /** The same with options for the JVM. */
    void up(List<String> jvm) throws IOException {
        weir = WeirProcess.start(
                jvm, "up", "--config", folder.resolve("weir.yaml").toString());
        weir.awaitLine("weir is up");
    }

    /** Adds a section to the configuration; before {@link #up}. */
    void configure(String yaml) throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), yaml + "\n", StandardOpenOption.APPEND);
    }

    /** The process that runs. */
    WeirProcess process() {
        return weir;
    }

    /** SIGKILL; Weir with its Kafka and Flink, if it ran, is gone when this returns. */
    void kill() {
        try {
            if (weir != null) {
                weir.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Weir dies", e);
        }
    }

    boolean isAlive() {
        return weir.isAlive();
    }

    URI bridge() {
        return URI.create("http://127.0.0.1:" + bridgePort);
    }

    String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** The incidents of the tenant that a sending instance belongs to. */
    List<JsonNode> incidents(String source) {
        return new BridgeClient(bridge(), token(source)).list("/v1/incidents", Map.of(), MOST);
    }

    /** All tickets of an incident, duplicates included. */
    List<GlpiTicket> tickets(String incidentId) {
        return sandbox.tickets().stream()
                .filter(ticket -> ticket.name().startsWith(TicketText.titleKey(incidentId)))
                .toList();
    }

    /** Requests to a stand-in, for a path below its base that matches a regular expression. */
    List<RequestRecord> requests(String target, String method, String path) {
        return sandbox.requests().stream()
                .filter(request -> request.target().equals(target)
                        && request.method().equals(method)
                        && request.path().matches(path))
                .toList();
    }

    /** What was written into a ticket after its description: follow-ups, then solutions. */
    static List<String> timeline(GlpiTicket ticket) {
        List<String> texts = new ArrayList<>();
        Stream.concat(
                        ticket.followups().stream().map(GlpiTicket.Followup::content),
                        ticket.solutions().stream().map(GlpiTicket.Solution::content))
                .forEach(texts::add);
        return texts;
    }

    @Override
    public void close() {
        try {
            if (weir != null) {
                kill();
            }
        } finally {
            sandbox.close();
        }
    }
}
