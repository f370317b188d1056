package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FewAtOnceTest {
    private final Vertx vertx = Vertx.vertx();
    private final FewAtOnce few = new FewAtOnce(vertx, "few", 2, 3, "ask again");
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        goOn.countDown();
        Awaited.result(vertx.close());
    }

    @Test
    void twoWorkOneWaitsTheOthersAreRefusedAndAllElseGoesOn() throws Exception {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger mostWorking = new AtomicInteger();
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(few.run(() -> {
                mostWorking.accumulateAndGet(working.incrementAndGet(), Math::max);
                goOn.await();
                working.decrementAndGet();
                return "done";
            }));
        }

        assertThat(Awaited.result(vertx.executeBlocking(() -> "other work"))).isEqualTo("other work");
        for (Future<String> one : asked.subList(3, 5)) {
            Answer refusal = Awaited.refusal(one);
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(new String(refusal.body(), StandardCharsets.UTF_8)).contains("ask again");
        }
        goOn.countDown();
        for (Future<String> one : asked.subList(0, 3)) {
            assertThat(Awaited.result(one)).isEqualTo("done");
        }
        assertThat(mostWorking).hasValueLessThanOrEqualTo(2);
        assertThat(Awaited.result(few.run(() -> "again"))).isEqualTo("again");
    }
}
