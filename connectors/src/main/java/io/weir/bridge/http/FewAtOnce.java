package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Work of one kind that takes long: on a few threads of its own and with a few who wait, so that all else goes on. */
final class FewAtOnce {
    private final WorkerExecutor threads;
    private final int most;
    private final String refusal;
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * Room for work of one kind.
     *
     * @param name of the threads
     * @param atOnce how many of it are done at one time
     * @param most how many of it are done, or wait
     * @param refusal what whoever comes then is told
     */
    FewAtOnce(Vertx vertx, String name, int atOnce, int most, String refusal) {
        this.threads = vertx.createSharedWorkerExecutor(name, atOnce);
        this.most = most;
        this.refusal = refusal;
    }

    /** Does work; fails with a refusal, 503, when there is too much of it. */
    <T> Future<T> run(Callable<T> work) {
        if (asked.incrementAndGet() > most) {
            asked.decrementAndGet();
            return Future.failedFuture(new Refusal(Answer.unavailable(refusal)));
        }
        return threads.executeBlocking(work, false).onComplete(done -> asked.decrementAndGet());
    }
}
