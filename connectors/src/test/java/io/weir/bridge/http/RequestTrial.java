package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.weir.bridge.tenant.Identity;
import io.weir.schema.Acknowledgement;
import io.weir.schema.Control;
import io.weir.schema.Directive;
import io.weir.schema.Retry;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;

/** What holds for the small bodies that say who wants something, and why. */
public final class RequestTrial {
    private static final Instant NOW = Instant.parse("2026-11-20T13:00:00Z");
    private static final int LONGEST = 500;

    private RequestTrial() {}

    /** A brake is refused with a sentence, or a record; whether it is. */
    public static boolean brake(byte[] body) {
        return isTaken(Route.BRAKE, body, call -> {
            Control asked = BrakeEndpoint.asked(call, "acme");
            assertThat(asked.on()).isNotNull();
            if (asked.reason() != null) {
                assertThat(asked.reason()).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST);
            }
            name(asked.by());
            written(Wire.CONTROL, asked);
        });
    }

    /** So is an acknowledgement. */
    public static boolean acknowledgement(byte[] body) {
        return isTaken(Route.ACKNOWLEDGE, body, call -> {
            String by = AcknowledgeEndpoint.by(call);
            name(by);
            Acknowledgement seen = new Acknowledgement("i", "k", by);
            written(
                    Wire.DIRECTIVE,
                    new Directive(
                            Directive.Kind.ACKNOWLEDGEMENT, "acme", "i", null, null, null, null, seen, seen.by()));
        });
    }

    /** And so is a retry. */
    public static boolean retry(byte[] body) {
        return isTaken(Route.RETRY, body, call -> {
            String by = RetryEndpoint.by(call);
            name(by);
            written(
                    Wire.RETRY,
                    new Retry("acme", "0-0", "bridge", "x", null, null, null, null, by, NOW.toEpochMilli()));
        });
    }

    private static boolean isTaken(Route route, byte[] body, Consumer<Call> parser) {
        Identity identity = new Identity("acme", null, null, false);
        HttpMethod method = route.methods().get(route.methods().size() - 1);
        Target target = new Target(route, "0-0");
        try {
            parser.accept(new Call(method, target, identity, null, Answer.JSON, null, body, NOW, null, false));
            return true;
        } catch (Refusal refused) {
            assertThat(refused.answer().status()).isBetween(400, 499);
            assertThat(refused.answer().body().length).isLessThan(100_000);
            return false;
        }
    }

    private static void name(String by) {
        assertThat(by).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST);
    }

    private static <T> void written(Wire<T> kind, T value) {
        byte[] written = kind.write(value);
        try {
            assertThat(kind.write(kind.read(written))).isEqualTo(written);
        } catch (IOException e) {
            throw new UncheckedIOException("what was accepted cannot be read again", e);
        }
    }
}
