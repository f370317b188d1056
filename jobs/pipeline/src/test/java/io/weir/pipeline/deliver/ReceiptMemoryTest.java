package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Receipt;
import org.junit.jupiter.api.Test;

class ReceiptMemoryTest {
    private final ReceiptMemory memory = new ReceiptMemory(key -> !key.startsWith("other"));

    private void learn(String tenant, Receipt.Kind kind, String state, Long revision, String ticket) {
        boolean remediation = kind == Receipt.Kind.REMEDIATION;
        memory.learn(new Receipt(
                tenant,
                kind,
                "i1",
                revision,
                state,
                null,
                ticket,
                null,
                remediation ? "rem-1" : null,
                null,
                null,
                null,
                null,
                5L,
                null,
                null,
                null,
                null));
    }

    @Test
    void theNewestShownRevisionAndTheTicketCount() {
        learn("acme", Receipt.Kind.TICKET, "created", 1L, "7");
        learn("acme", Receipt.Kind.TICKET, "updated", 4L, "7");
        learn("acme", Receipt.Kind.TICKET, "delayed", 5L, null);
        learn("acme", Receipt.Kind.TICKET, "updated", 3L, "7");
        assertThat(memory.ticket("acme|i1")).isEqualTo(new ReceiptMemory.Ticket("7", null, 4, 0));
    }

    @Test
    void whatWasGivenUpOrPassedOverIsClosed() {
        learn("acme", Receipt.Kind.TICKET, "failed", 2L, null);
        learn("acme", Receipt.Kind.TICKET, "expired", 3L, null);
        assertThat(memory.ticket("acme|i1")).isEqualTo(new ReceiptMemory.Ticket(null, null, 0, 3));
    }

    @Test
    void theLastWordOnARemediationCounts() {
        learn("acme", Receipt.Kind.REMEDIATION, "launched", null, null);
        learn("acme", Receipt.Kind.REMEDIATION, "succeeded", null, null);
        assertThat(memory.remediation("acme", "rem-1")).isEqualTo("succeeded");
        assertThat(memory.remediation("acme", "rem-2")).isNull();
    }

    @Test
    void aPhaseIsToldWhenItWasSentOrPassedOverBeforeAnotherWas() {
        tell("acme", "opened", "failed");
        assertThat(memory.told("acme|i1", "pager", "opened")).isFalse();
        tell("acme", "escalated-critical", "skipped");
        tell("acme", "resolved", "sent");
        assertThat(memory.told("acme|i1", "pager", "opened")).isTrue();
        assertThat(memory.told("acme|i1", "pager", "escalated-critical")).isTrue();
        assertThat(memory.told("acme|i1", "pager", "resolved")).isTrue();
        tell("acme", "reopened-2", "failed");
        assertThat(memory.told("acme|i1", "pager", "reopened-2")).isFalse();
        assertThat(memory.told("acme|i1", "mail", "resolved")).isFalse();
        tell("other", "opened", "sent");
        assertThat(memory.told("other|i1", "pager", "opened")).isFalse();
    }

    private void tell(String tenant, String phase, String state) {
        memory.learn(new Receipt(
                tenant,
                Receipt.Kind.NOTIFICATION,
                "i1",
                1L,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                5L,
                null,
                "pager",
                phase,
                null));
    }

    @Test
    void otherTasksKeysAreNotRemembered() {
        assertThat(memory.hasAny()).isFalse();
        learn("other", Receipt.Kind.TICKET, "created", 1L, "7");
        assertThat(memory.ticket("other|i1")).isNull();
        assertThat(memory.hasAny()).isTrue();
    }
}
