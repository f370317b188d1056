package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sink.CancelOutcome;
import io.weir.sink.CancelOutcome.State;

/** Stops jobs. */
final class JobCancel {
    private static final int ATTEMPTS = 3;

    private final AwxClient client;

    JobCancel(AwxClient client) {
        this.client = client;
    }

    /** Stops a job, {@code jobs} or {@code workflow_jobs}. */
    CancelOutcome cancel(String collection, String id) {
        try {
            AwxAnswer answer =
                    client.post(client.url(collection, id, "cancel"), null).answer();
            if (answer instanceof AwxAnswer.Accepted || answer instanceof AwxAnswer.Ok) {
                return new CancelOutcome(State.REQUESTED, "AWX stops job " + id);
            }
            if (answer instanceof AwxAnswer.NotFound) {
                return new CancelOutcome(State.NOT_FOUND, "AWX knows no job " + id);
            }
            return refused(collection, id);
        } catch (HaltException e) {
            return new CancelOutcome(State.UNKNOWN, "job " + id + ": " + e.reason());
        }
    }

    /** Stops a job that must not go on, in several attempts; says in words whether it worked. */
    String stop(String collection, String id) {
        CancelOutcome outcome = cancel(collection, id);
        for (int i = 1; i < ATTEMPTS && outcome.state() == State.UNKNOWN; i++) {
            outcome = cancel(collection, id);
        }
        return switch (outcome.state()) {
            case REQUESTED -> "job " + id + " was canceled at once";
            case ALREADY_FINISHED -> "job " + id + " had ended already: look what it did";
            default -> "job " + id + " COULD NOT BE CANCELED (" + outcome.detail() + "): stop it by hand";
        };
    }

    /** AWX says 405 to a superuser and 403 to others when a job has ended, and 403 when we may not. */
    private CancelOutcome refused(String collection, String id) throws HaltException {
        JsonNode job = client.get(client.url(collection, id)).ok();
        if (job != null && JobVerdict.finished(job.path("status").asText())) {
            return new CancelOutcome(
                    State.ALREADY_FINISHED,
                    "job " + id + " is " + job.path("status").asText());
        }
        return new CancelOutcome(State.REFUSED, "our AWX user may not cancel job " + id);
    }
}
