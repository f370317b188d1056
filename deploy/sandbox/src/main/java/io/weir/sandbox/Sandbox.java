package io.weir.sandbox;

import io.weir.sandbox.awx.AwxJob;
import io.weir.sandbox.awx.AwxSandbox;
import io.weir.sandbox.glpi.GlpiSandbox;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultPlan;
import io.weir.sandbox.http.HttpSide;
import io.weir.sandbox.http.RequestRecord;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Weir's sandbox: one HTTP server with a stand-in for GLPI, a stand-in for AWX, and a page to look at both. It imitates
 * the REST behaviour of GLPI 10 and AWX 24; it is neither product.
 */
public final class Sandbox implements AutoCloseable {
    private static final String GLPI_BASE = "/apirest.php";

    private final SandboxOptions options;
    private final GlpiSandbox glpi;
    private final AwxSandbox awx;
    private final HttpSide http;
    private final int port;

    private Sandbox(SandboxOptions options) {
        this.options = options;
        Path folder = options.stateFolder();
        glpi = new GlpiSandbox(options.glpi(), folder == null ? null : folder.resolve("glpi.jsonl"));
        awx = new AwxSandbox(options.awx(), folder == null ? null : folder.resolve("awx.jsonl"));
        http = new HttpSide();
        options.faults().forEach(http.faults()::add);
        http.mount(GLPI_BASE, glpi);
        String awxBase = options.awx().basePath();
        http.mount(awxBase.substring(0, awxBase.length() - 1), awx);
        http.page(new ControlPages(glpi, awx, http.faults(), http.log())::answer);
        port = http.listen(options.host(), options.port());
        glpi.setBase(glpiUrl().toString());
    }

    /** Starts a sandbox; it listens when this returns. */
    public static Sandbox start(SandboxOptions options) {
        return new Sandbox(options);
    }

    public int port() {
        return port;
    }

    /** The page, and the root of everything else. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Base of the GLPI API, without a slash at the end. */
    public URI glpiUrl() {
        return url().resolve(GLPI_BASE);
    }

    /** Base of the AWX API, with a slash at the end. */
    public URI awxUrl() {
        return url().resolve(options.awx().basePath());
    }

    /** All tickets by id, those in the trash included. */
    public List<GlpiTicket> tickets() {
        return glpi.tickets();
    }

    public Optional<GlpiTicket> ticket(int id) {
        return glpi.ticket(id);
    }

    /** All jobs by id. */
    public List<AwxJob> jobs() {
        return awx.jobs();
    }

    public Optional<AwxJob> job(int id) {
        return awx.jobs().stream().filter(j -> j.id() == id).findFirst();
    }

    /** Every request to either stand-in, oldest first. */
    public List<RequestRecord> requests() {
        return http.log().requests();
    }

    /** Forgets the requests seen so far. */
    public void clearRequests() {
        http.log().clear();
    }

    /** Switches a fault on. */
    public void fault(Fault fault) {
        http.faults().add(fault);
    }

    /** The faults that are switched on. */
    public FaultPlan faults() {
        return http.faults();
    }

    /** Ends every GLPI session: the next call of each client is answered 401. */
    public void expireSessions() {
        glpi.expireSessions();
    }

    @Override
    public void close() {
        http.close();
        awx.close();
        glpi.close();
    }
}
