package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.Samples;
import io.weir.schema.DeadLetter;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Retry;
import io.weir.schema.Severity;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.NotificationJson;
import io.weir.sink.notify.NotifyOutcome;
import io.weir.sink.notify.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class NotificationDeliveryTest extends NotificationDeliveryHarness {
    @Test
    void nothingIsToldBeforeTheWishIsInACompletedCheckpoint() throws Exception {
        start(null);
        snapshot();
        open(1, Severity.WARNING);
        flink.notifyOfCompletedCheckpoint(checkpoint); // began before the wish
        pass(5000);
        snapshot(); // begun, not completed
        quickly().during(Duration.ofMillis(300)).until(() -> {
            pass(20);
            return people.begun().isEmpty();
        });

        flink.notifyOfCompletedCheckpoint(checkpoint);
        quickly().until(() -> {
            pass(20);
            return receipts().size() == 1;
        });
        assertThat(receipts()).containsExactly("mail opened sent");
        Receipt receipt = flink.extractOutputValues().get(0);
        assertThat(receipt.kind()).isEqualTo(Receipt.Kind.NOTIFICATION);
        assertThat(receipt.incidentId()).isEqualTo("i1");
        assertThat(receipt.revision()).isEqualTo(1);
    }

    @Test
    void eachPhaseOnceWhateverIsRepeated() throws Exception {
        start(null);
        open(1, Severity.CRITICAL);
        untilReceipts(2);
        open(1, Severity.CRITICAL); // read twice
        open(2, Severity.CRITICAL); // more members
        pass(1000);
        completeCheckpoint();
        resolved(3, Severity.CRITICAL);
        untilReceipts(4);
        resolved(4, Severity.CRITICAL); // still over
        in(Lives.of("i1", 5, Incident.Status.OPEN, Severity.CRITICAL, 1, null, now));
        untilReceipts(6);
        in(Lives.of("i1", 6, Incident.Status.RESOLVED, Severity.CRITICAL, 1, "recovered", now));
        untilReceipts(8);
        resolved(3, Severity.CRITICAL); // an old one again
        pass(10_000);
        completeCheckpoint();

        assertThat(receiptsOf("pager"))
                .containsExactly(
                        "pager opened sent", "pager resolved sent", "pager reopened-2 sent", "pager resolved-2 sent");
        assertThat(receiptsOf("mail")).hasSize(4);
        assertThat(people.begun()).extracting(Notification::id).doesNotHaveDuplicates();
        assertThat(people.begun().stream()
                        .filter(each -> each.channel().equals("mail"))
                        .map(Notification::threadId))
                .as("one conversation")
                .containsOnly(people.begun().stream()
                        .filter(each -> each.channel().equals("mail"))
                        .findFirst()
                        .orElseThrow()
                        .id());
    }

    @Test
    void whoIsNewHearsThatItIsOpenAndWhoKnewItThatItGotWorse() throws Exception {
        start(null);
        open(1, Severity.WARNING);
        untilReceipts(1);
        open(2, Severity.CRITICAL);
        untilReceipts(3);
        open(3, Severity.CRITICAL);
        open(4, Severity.EMERGENCY);
        untilReceipts(5);
        assertThat(receiptsOf("mail"))
                .containsExactly("mail opened sent", "mail escalated-critical sent", "mail escalated-emergency sent");
        assertThat(receiptsOf("pager")).containsExactly("pager opened sent", "pager escalated-emergency sent");
    }

    @Test
    void whatWasToldBeforeACrashButNotWrittenDownIsToldAgainWithTheSameId() throws Exception {
        start(null);
        people.hold("mail");
        open(1, Severity.WARNING);
        untilBegun(1);
        OperatorSubtaskState during = snapshot();
        Notification first = people.begun().get(0);

        restart(during);
        untilReceipts(1);
        assertThat(people.begun()).containsExactly(first);
        assertThat(receipts()).containsExactly("mail opened sent (may have been told before)");
    }

    @Test
    void whatIsWrittenDownIsNotToldAgainAfterARestart() throws Exception {
        start(null);
        open(1, Severity.WARNING);
        untilReceipts(1);
        OperatorSubtaskState after = snapshot();
        restart(after);
        open(1, Severity.WARNING);
        pass(60_000);
        completeCheckpoint();
        pass(60_000);
        assertThat(people.begun()).isEmpty();
        resolved(2, Severity.WARNING);
        untilReceipts(1);
        assertThat(receipts()).containsExactly("mail resolved sent");
    }

    @Test
    void anOutageEndsWithOneMessage() throws Exception {
        start(null);
        people.down("pager", true);
        open(1, Severity.CRITICAL);
        untilAnswered(2);
        open(2, Severity.EMERGENCY);
        untilAnswered(4);
        resolved(3, Severity.EMERGENCY);
        untilAnswered(6);
        people.down("pager", false);
        quickly().until(() -> {
            pass(1000);
            completeCheckpoint();
            return people.told().stream().anyMatch(each -> each.startsWith("pager"));
        });
        quickly().until(() -> {
            pass(20);
            return receiptsOf("pager").size() == 3;
        });
        assertThat(people.told())
                .contains("pager resolved after opened+escalated-emergency")
                .contains("mail opened", "mail escalated-emergency", "mail resolved")
                .hasSize(4);
        assertThat(receiptsOf("pager"))
                .containsExactly(
                        "pager opened skipped (told-along)",
                        "pager escalated-emergency skipped (told-along)",
                        "pager resolved sent");
    }

    @Test
    void aSlowChannelHoldsUpItselfAlone() throws Exception {
        start(null);
        people.hold("pager");
        for (int i = 0; i < 8; i++) {
            in(Lives.open("s" + i, 1, Severity.CRITICAL, now));
        }
        quickly().until(() -> {
            pass(20);
            completeCheckpoint();
            return people.told().size() == 8 && people.begun().size() == 10;
        });
        assertThat(people.told()).containsOnly("mail opened");

        List<String> out = people.begun().stream()
                .filter(each -> each.channel().equals("pager"))
                .map(Notification::incidentId)
                .toList();
        String waiting = Stream.iterate(0, i -> i + 1)
                .map(i -> "s" + i)
                .filter(id -> !out.contains(id))
                .findFirst()
                .orElseThrow();
        in(Lives.resolved(out.get(0), 2, Severity.CRITICAL, now)); // while its first page is out
        in(Lives.resolved(waiting, 2, Severity.CRITICAL, now)); // while its first page waits for a thread
        people.release();
        quickly().until(() -> {
            pass(20);
            completeCheckpoint();
            return receiptsOf("pager").size() == 10;
        });
        List<String> pages = people.told().stream()
                .filter(each -> each.startsWith("pager"))
                .sorted()
                .toList();
        assertThat(pages).hasSize(9).contains("pager resolved", "pager resolved after opened");
    }

    @Test
    void afterAnHourItIsGivenUpAndCanBeToldAfterAll() throws Exception {
        start(null);
        people.down("mail", true);
        open(1, Severity.WARNING);
        quickly().until(() -> {
            pass(60_000);
            completeCheckpoint();
            return !letters().isEmpty();
        });
        assertThat(now).isBetween(101 * HOUR, 101 * HOUR + 180_000);
        assertThat(receipts()).containsExactly("mail opened failed (gave-up: not-reachable)");
        DeadLetter letter = letters().get(0);
        assertThat(letter.stage()).isEqualTo("notify");
        assertThat(letter.incidentId()).isEqualTo("i1");
        Notification lost = NotificationJson.read(letter.body());
        assertThat(lost.phase()).isEqualTo("opened");

        people.down("mail", false);
        in(retry(letter.body(), "i1"));
        untilReceipts(2);
        assertThat(receipts()).endsWith("mail opened sent");
        assertThat(people.begun()).last().isEqualTo(lost);
    }

    @Test
    void whatFailedIsToldAlongWithTheNext() throws Exception {
        start(null);
        people.answer(ScriptedNotifier.no());
        open(1, Severity.WARNING);
        untilReceipts(1);
        resolved(2, Severity.WARNING);
        untilReceipts(2);
        assertThat(receipts()).containsExactly("mail opened failed (status-404)", "mail resolved sent");
        assertThat(people.told()).containsExactly("mail resolved after opened");
    }

    @Test
    void aLetterOfSomethingElseIsRefused() throws Exception {
        start(null);
        in(retry("{}".getBytes(StandardCharsets.UTF_8), "i1"));
        in(retry("what?".getBytes(StandardCharsets.UTF_8), "i2"));
        Notification foreign =
                Notifications.of(Lives.open("other", 1, Severity.WARNING, now), "mail", Phase.OPENED, List.of(), null);
        in(retry(NotificationJson.write(foreign), "i3"));
        pass(1000);
        completeCheckpoint();
        pass(1000);
        assertThat(people.begun()).isEmpty();
        assertThat(letters())
                .hasSize(3)
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo("unreadable"));
    }

    @Test
    void oldNewsIsNotTold() throws Exception {
        start(null);
        in(Lives.open("i1", 1, Severity.CRITICAL, now - HOUR - 1));
        pass(1000);
        completeCheckpoint();
        pass(1000);
        assertThat(people.begun()).isEmpty();
        assertThat(receipts())
                .containsExactlyInAnyOrder("mail opened skipped (too-old)", "pager opened skipped (too-old)");
        resolved(2, Severity.CRITICAL);
        untilReceipts(4);
        assertThat(people.told()).contains("mail resolved after opened", "pager resolved after opened");
    }

    @Test
    void anUnclearAnswerIsRepeatedWithTheSameIdAndSaysSo() throws Exception {
        start(null);
        people.answer(ScriptedNotifier.unsure());
        open(1, Severity.WARNING);
        untilReceipts(1);
        assertThat(receipts()).containsExactly("mail opened sent (may have been told before)");
        assertThat(people.begun()).hasSize(2);
        assertThat(people.begun().get(1)).isEqualTo(people.begun().get(0));
    }

    @Test
    void aMergedIncidentIsNotSaidToHaveRecovered() throws Exception {
        start(null);
        open(1, Severity.WARNING);
        untilReceipts(1);
        in(Lives.of("i1", 2, Incident.Status.RESOLVED, Severity.WARNING, 0, "merged", now));
        untilReceipts(2);
        assertThat(people.begun().get(1).subject()).contains("merged", "not recovered");
        assertThat(people.begun().get(1).resolution()).isEqualTo("merged");
    }

    @Test
    void theTicketsPageIsLinkedOnceItIsKnown() throws Exception {
        start(null);
        open(1, Severity.WARNING);
        untilReceipts(1);
        flink.processElement(new NotificationInput(Samples.TENANT, "i1", null, null, "https://glpi/7"), 0);
        resolved(2, Severity.WARNING);
        untilReceipts(2);
        assertThat(people.begun().get(0).ticketUrl()).isNull();
        assertThat(people.begun().get(1).text()).contains("Ticket: https://glpi/7");
    }

    @Test
    void nothingIsKeptOfWhatIsOver() throws Exception {
        start(null);
        open(1, Severity.WARNING);
        untilReceipts(1);
        resolved(2, Severity.WARNING);
        untilReceipts(2);
        pass(23 * HOUR);
        assertThat(flink.numKeyedStateEntries()).isPositive();
        pass(2 * HOUR);
        assertThat(flink.numKeyedStateEntries()).isZero();
        assertThat(flink.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aTenantWithoutChannelsLeavesNoTrace() throws Exception {
        start(null);
        flink.processElement(
                new NotificationInput("stranger", "i1", Lives.open("i1", 1, Severity.CRITICAL, now), null, null), 0);
        assertThat(flink.numKeyedStateEntries()).isZero();
    }

    @Test
    void aLetterThatIsRetriedTwiceIsToldOnce() throws Exception {
        start(null);
        people.answer(ScriptedNotifier.no());
        open(1, Severity.WARNING);
        untilReceipts(1);
        DeadLetter letter = letters().get(0);
        people.hold("mail");
        in(retry(letter.body(), "i1"));
        untilBegun(2);
        in(retry(letter.body(), "i1"));
        people.release();
        untilReceipts(3);
        restart(snapshot());
        in(retry(letter.body(), "i1"));
        assertThat(receipts()).containsExactly("mail opened skipped (already-told)");
        resolved(2, Severity.WARNING);
        untilReceipts(2);
        assertThat(people.told()).as("not told along once more").containsExactly("mail resolved");
    }

    @Test
    void aLetterWhosePhaseWasToldAlongIsNotToldAgain() throws Exception {
        start(null);
        people.answer(ScriptedNotifier.no());
        open(1, Severity.WARNING);
        untilReceipts(1);
        resolved(2, Severity.WARNING);
        untilReceipts(2);
        assertThat(people.told()).containsExactly("mail resolved after opened");
        in(retry(letters().get(0).body(), "i1"));
        pass(5000);
        completeCheckpoint();
        assertThat(receipts())
                .containsExactly(
                        "mail opened failed (status-404)", "mail resolved sent", "mail opened skipped (already-told)");
    }

    @Test
    void whoIsRefusedForNowIsToldLaterThroughARestartAndWhoForGoodIsNamed() throws Exception {
        start(null);
        people.answer(new NotifyOutcome.Retry(
                "smtp-450",
                "taken for others, not yet for grey@x: 450",
                Duration.ZERO,
                false,
                new NotifyOutcome.Partly(List.of("grey@x"), "refused for some: gone@x: 550")));
        open(1, Severity.WARNING);
        untilAnswered(1);
        pass(20);
        restart(snapshot());
        untilReceipts(1);
        assertThat(people.begun()).extracting(Notification::onlyTo).containsExactly(List.of("grey@x"));
        // whether the next attempt was intended before the restart is a matter of milliseconds
        assertThat(receipts()).hasSize(1);
        assertThat(receipts().get(0))
                .matches("mail opened sent \\((may have been told before; )?refused for some: gone@x: 550\\)");
    }

    @Test
    void whoIsRefusedUntilItIsGivenUpIsNamedInTheLetter() throws Exception {
        start(null);
        people.answer(new NotifyOutcome.Retry(
                "smtp-450",
                "taken for others, not yet for grey@x: 450",
                Duration.ZERO,
                false,
                new NotifyOutcome.Partly(List.of("grey@x"), "refused for some: gone@x: 550")));
        open(1, Severity.WARNING);
        untilAnswered(1);
        pass(20);
        pass(2 * HOUR);
        untilReceipts(1);
        assertThat(receipts().get(0)).startsWith("mail opened failed (gave-up").contains("grey@x: 450", "gone@x: 550");
        assertThat(NotificationJson.read(letters().get(0).body()).onlyTo()).containsExactly("grey@x");
    }

    private Retry retry(byte[] body, String incidentId) {
        return new Retry(Samples.TENANT, "0-1", "notify", "gave-up", null, body, incidentId, null, "me", now);
    }
}
