package io.weir.bridge.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.DeadLetter;
import io.weir.schema.Retry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The dead letters of one tenant, or of none, without their bodies: the newest 10,000. The records of letters and of
 * retries come in any order.
 */
public final class DeadLetters {
    private static final int MOST = 10_000;

    private final BoundedIndex<LetterEntry> index;
    private final Map<String, Retry> retried;

    DeadLetters(MemoryBudget budget, Consumer<String> evicted) {
        this.index = new BoundedIndex<>(MOST, budget, LetterEntry::size, gone -> evicted.accept("dead-letter"));
        Map<String, Retry> bounded = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Retry> eldest) {
                return size() > 2 * MOST;
            }
        };
        this.retried = Collections.synchronizedMap(bounded);
    }

    void written(LetterEntry entry) {
        index.put(new Position(entry.letter().at(), entry.id()), entry, false);
    }

    void retried(Retry retry) {
        Retry slim = new Retry(
                retry.tenant(),
                retry.letterId(),
                retry.stage(),
                retry.reason(),
                null,
                null,
                null,
                null,
                retry.by(),
                retry.at());
        retried.merge(retry.letterId(), slim, (before, next) -> next.at() >= before.at() ? next : before);
    }

    /** Letters as JSON, newest first. */
    public Page<ObjectNode> page(Position after, int limit, Predicate<DeadLetter> wanted) {
        Page<LetterEntry> page = index.page(after, limit, entry -> wanted.test(entry.letter()));
        return new Page<>(page.items().stream().map(this::document).toList(), page.next());
    }

    /** One letter as JSON, without its body. */
    public ObjectNode document(LetterEntry entry) {
        return Documents.letter(entry, retried.get(entry.id()));
    }

    /** One letter as JSON, without its body. */
    public ObjectNode document(String id, DeadLetter letter) {
        return document(LetterEntry.whole(id, letter));
    }
}
