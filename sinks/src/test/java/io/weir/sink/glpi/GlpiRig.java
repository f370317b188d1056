package io.weir.sink.glpi;

import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.RequestRecord;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.TicketGlimpse;
import io.weir.sink.TicketOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** A sandbox with a sink in front of it. */
final class GlpiRig implements AutoCloseable {
    static final String APP = "sandbox-app-token";
    static final Duration SETTLE = Duration.ofSeconds(30);

    final Sandbox sandbox;
    final GlpiOptions options;
    final GlpiSink sink;

    GlpiRig() {
        this(io.weir.sandbox.glpi.GlpiOptions.defaults());
    }

    /** In front of a GLPI of your own. */
    GlpiRig(io.weir.sandbox.glpi.GlpiOptions glpi) {
        sandbox = Sandbox.start(SandboxOptions.defaults().withGlpi(glpi));
        options = GlpiOptions.of(
                        sandbox.glpiUrl().toString(),
                        SecretRef.literal(APP),
                        SecretRef.literal("sandbox-user-token"),
                        Map.of("acme", new GlpiOptions.Tenant(1, 1, 1, null, 7)))
                .withTimes(Duration.ofSeconds(5), SETTLE)
                .withBreaker(forgiving());
        sink = GlpiSink.create(options, () -> 0.5);
    }

    /** A breaker that a test full of faults does not trip. */
    static BreakerOptions forgiving() {
        return new BreakerOptions(100, 1_000, Duration.ofSeconds(30), Duration.ofMillis(10), Duration.ofMillis(40));
    }

    /** What a look tells. */
    static List<TicketGlimpse> changed(GlpiSink sink) {
        List<TicketGlimpse> told = new ArrayList<>();
        sink.changed(told::add);
        return told;
    }

    GlpiPerson person() {
        return new GlpiPerson(options.url(), APP, "sandbox-admin-token");
    }

    /** The only ticket there is. */
    GlpiTicket ticket() {
        Assertions.assertThat(sandbox.tickets()).hasSize(1);
        return sandbox.tickets().get(0);
    }

    /** The requests that wrote to this kind of item. */
    List<RequestRecord> writes(String method, String path) {
        return sandbox.requests().stream()
                .filter(r -> r.method().equals(method) && r.path().startsWith(path))
                .toList();
    }

    static TicketOutcome.Done done(TicketOutcome outcome) {
        Assertions.assertThat(outcome).isInstanceOf(TicketOutcome.Done.class);
        return (TicketOutcome.Done) outcome;
    }

    static TicketOutcome.Retry retry(TicketOutcome outcome) {
        Assertions.assertThat(outcome).isInstanceOf(TicketOutcome.Retry.class);
        return (TicketOutcome.Retry) outcome;
    }

    @Override
    public void close() {
        sink.close();
        sandbox.close();
    }
}
