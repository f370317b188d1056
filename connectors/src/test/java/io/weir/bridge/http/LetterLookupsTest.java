package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LetterLookupsTest {
    private final Vertx vertx = Vertx.vertx();
    private final LetterLookups lookups = new LetterLookups(vertx, null, null);
    private final CountDownLatch kafkaAnswers = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        kafkaAnswers.countDown();
        Awaited.result(vertx.close());
    }

    @Test
    void whileKafkaIsSlowAFewWaitTheOthersAreRefusedAndAllElseGoesOn() throws Exception {
        AtomicInteger looking = new AtomicInteger();
        AtomicInteger mostLooking = new AtomicInteger();
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            asked.add(lookups.run(() -> {
                mostLooking.accumulateAndGet(looking.incrementAndGet(), Math::max);
                kafkaAnswers.await();
                looking.decrementAndGet();
                return "found";
            }));
        }

        assertThat(Awaited.result(vertx.executeBlocking(() -> "other work"))).isEqualTo("other work");
        List<Future<String>> refused = asked.stream().filter(Future::failed).toList();
        assertThat(refused).hasSize(32);
        assertThat(((Refusal) refused.get(0).cause()).answer().status()).isEqualTo(503);
        kafkaAnswers.countDown();
        for (Future<String> one : asked.subList(0, 8)) {
            assertThat(Awaited.result(one)).isEqualTo("found");
        }
        assertThat(mostLooking.get()).isLessThanOrEqualTo(2);
        assertThat(Awaited.result(lookups.run(() -> "again"))).isEqualTo("again");
    }

    @Test
    void whoFailsMakesRoomAsWell() {
        for (int i = 0; i < 20; i++) {
            Future<String> failed = lookups.run(() -> {
                throw new IllegalStateException("no letter");
            });
            assertThatThrownBy(() -> Awaited.result(failed)).hasRootCauseMessage("no letter");
        }
    }
}
