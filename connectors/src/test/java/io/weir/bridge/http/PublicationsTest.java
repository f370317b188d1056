package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicationsTest {
    private static final Answer OK = Answer.json(200, Answer.object());

    private static final long MOST = 1000;

    private final Vertx vertx = Vertx.vertx();
    private final Publications publications = new Publications(vertx, "rule book", "rules", MOST);

    @AfterEach
    void close() throws Exception {
        Awaited.result(vertx.close());
    }

    @Test
    void aTenantHasOneUnderWayAndTheOthersTheirOwn() throws Exception {
        Promise<Answer> log = Promise.promise();
        Future<Answer> first = publications.run("acme", () -> 0, () -> "book", book -> log.future());

        assertRefused(publish("acme", 0), "conflict", "another rule book is being published");
        assertThat(Awaited.result(publish("globex", 0))).isSameAs(OK);
        log.complete(OK);
        assertThat(Awaited.result(first)).isSameAs(OK);
        assertThat(Awaited.result(publish("acme", 0))).isSameAs(OK);
    }

    @Test
    void whatIsNotPublishedLeavesItsPlace() throws Exception {
        Callable<String> wrong = () -> {
            throw Refusal.of("version", "expected one");
        };
        Future<Answer> refused = publications.run("acme", () -> 0, wrong, book -> Future.succeededFuture(OK));
        assertThat(Awaited.refusal(refused).status()).isEqualTo(400);
        Future<Answer> failed = publications.run("acme", () -> 0, () -> "book", book -> {
            throw Refusal.of("zone", "expected one");
        });
        assertThat(Awaited.refusal(failed).status()).isEqualTo(400);

        assertThat(Awaited.result(publish("acme", 0))).isSameAs(OK);
    }

    @Test
    void whoPublishedAsMuchAsAnHourAllowsIsRefusedUnread() throws Exception {
        assertThat(Awaited.result(publish("acme", MOST - 1))).isSameAs(OK);
        AtomicBoolean read = new AtomicBoolean();
        Future<Answer> refused = publications.run(
                "acme",
                () -> MOST,
                () -> {
                    read.set(true);
                    return "book";
                },
                book -> Future.succeededFuture(OK));
        assertRefused(refused, "over-quota", "more than 1000 bytes of this within the last hour");
        assertThat(read).isFalse();
        assertThat(Awaited.result(publish("acme", 0))).isSameAs(OK);
    }

    private Future<Answer> publish(String tenant, long lately) {
        return publications.run(tenant, () -> lately, () -> "book", book -> Future.succeededFuture(OK));
    }

    private static void assertRefused(Future<Answer> future, String code, String message) {
        Answer refusal = Awaited.refusal(future);
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8))
                .contains("\"" + code + "\"", message, "\"field\":\"rules\"");
    }
}
