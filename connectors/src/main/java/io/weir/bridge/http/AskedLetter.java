package io.weir.bridge.http;

import io.weir.bridge.kafka.LetterId;
import io.weir.bridge.kafka.LetterStore;
import io.weir.bridge.view.ReadModel;
import io.weir.schema.DeadLetter;
import org.apache.kafka.common.KafkaException;

/**
 * The dead letter that a path names, as it lies on Kafka.
 *
 * @param id where
 * @param letter with its body
 */
record AskedLetter(LetterId id, DeadLetter letter) {

    /**
     * Looks for it; takes up to seconds.
     *
     * @throws Refusal 404 when there is none or it is not the caller's, 410 when it is deleted, 503 when Kafka is away
     */
    static AskedLetter of(Call call, ReadModel model, LetterStore store) {
        String tenant = AskedTenant.of(call, model);
        LetterId id = LetterId.parse(call.target().parameter());
        if (id == null) {
            throw unknown();
        }
        LetterStore.Found found;
        try {
            found = store.find(id);
        } catch (KafkaException e) {
            throw Refusal.of(e);
        }
        if (found.letter() == null) {
            throw switch (found.absence()) {
                case UNKNOWN -> unknown();
                case DELETED ->
                    new Refusal(Answer.problem(
                            410,
                            "deleted",
                            "Kafka keeps dead letters for a time only, and has deleted this one",
                            "id"));
                case BUSY -> new Refusal(Answer.unavailable("Kafka takes long; ask again"));
            };
        }
        boolean any = tenant == null && call.identity().operator();
        if (!any && !tenant.equals(found.letter().tenant())) {
            throw unknown();
        }
        return new AskedLetter(id, found.letter());
    }

    private static Refusal unknown() {
        return new Refusal(Answer.problem(404, "not-found", "no dead letter with this id", "id"));
    }
}
