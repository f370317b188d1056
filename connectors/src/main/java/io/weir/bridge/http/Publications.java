package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What tenants publish of one kind. The jobs keep each document for an hour at least, ready for use, so a tenant has so
 * many bytes of them in an hour, and one at a time. The hour's are counted on the log: those of all bridges.
 */
final class Publications {
    private static final int READ_AT_ONCE = 2;

    private final WorkerExecutor documents;
    private final String kind;
    private final String field;
    private final long mostInAnHour;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Publications of one kind.
     *
     * @param kind for people, such as "rule book"
     * @param field what a refusal names
     * @param mostInAnHour bytes of one tenant
     */
    Publications(Vertx vertx, String kind, String field, long mostInAnHour) {
        this.mostInAnHour = mostInAnHour;
        this.documents = vertx.createSharedWorkerExecutor("weir-documents", READ_AT_ONCE);
        this.kind = kind;
        this.field = field;
    }

    /**
     * Reads a document, on threads that are for documents alone, and publishes it.
     *
     * @param lately bytes that the tenant published within the last hour
     * @param read throws a {@link Refusal} when the document is not as it should be
     * @param publish completes when the log has it and {@code lately} tells of it
     * @return fails with a refusal, 409, while another of the tenant's is under way, and when the hour has too many
     */
    <D> Future<Answer> run(String tenant, LongSupplier lately, Callable<D> read, Function<D, Future<Answer>> publish) {
        if (!underWay.add(tenant)) {
            return Future.failedFuture(
                    refusal("conflict", "another " + kind + " is being published; wait for its answer"));
        }
        return Future.succeededFuture()
                .compose(begun -> {
                    if (lately.getAsLong() >= mostInAnHour) {
                        throw refusal(
                                "over-quota",
                                "the tenant published more than " + mostInAnHour + " bytes of this within the"
                                        + " last hour; publish the " + kind + " later");
                    }
                    return documents.executeBlocking(read, false);
                })
                .compose(publish)
                .eventually(() -> {
                    underWay.remove(tenant);
                    return Future.succeededFuture();
                });
    }

    private Refusal refusal(String code, String message) {
        return new Refusal(Answer.problem(409, code, message, field));
    }
}
