package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.kafka.LetterStore;
import io.weir.bridge.view.ReadModel;
import java.util.concurrent.Callable;

/**
 * Where dead letters are looked for: on two threads of its own, as each takes up to seconds, and with a few who wait. The
 * threads that all else shares stay free.
 */
final class LetterLookups {
    private static final int AT_ONCE = 2;
    /** Those that are looked for, and those that wait. */
    private static final int MOST = 8;

    private final FewAtOnce few;
    private final ReadModel model;
    private final LetterStore store;

    LetterLookups(Vertx vertx, ReadModel model, LetterStore store) {
        this.few =
                new FewAtOnce(vertx, "weir-letters", AT_ONCE, MOST, "too many dead letters are looked for; ask again");
        this.model = model;
        this.store = store;
    }

    /** Does work that looks for a letter; fails with a refusal, 503, when too many do. */
    <T> Future<T> run(Callable<T> work) {
        return few.run(work);
    }

    /** Looks for the letter that a path names; within {@link #run} only. See {@link AskedLetter#of}. */
    AskedLetter find(Call call) {
        return AskedLetter.of(call, model, store);
    }
}
