package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** What becomes of futures. */
final class Awaited {
    private Awaited() {}

    static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The answer that it fails with. */
    static Answer refusal(Future<?> future) {
        Throwable failure = catchThrowable(() -> result(future));
        assertThat(failure).hasCauseInstanceOf(Refusal.class);
        return ((Refusal) failure.getCause()).answer();
    }
}
