package io.weir.sink.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What the answers of an SMTP server mean: 4xx is for now, 5xx for good, and no answer to a message is unclear. */
final class SmtpAnswer {
    private static final int DETAIL = 200;
    private static final String NOT_REACHABLE = "smtp-not-reachable";
    private static final String AUTH_REFUSED = "smtp-auth-refused";
    private static final String NO_ANSWER = "smtp-no-answer";
    private static final Set<String> TROUBLE = Set.of(NOT_REACHABLE, AUTH_REFUSED, NO_ANSWER);

    private SmtpAnswer() {}

    /** No connection, no protection, or not let in; nothing was handed over. */
    static NotifyOutcome ofConnecting(MessagingException e) {
        String reason = e instanceof AuthenticationFailedException ? AUTH_REFUSED : NOT_REACHABLE;
        return new NotifyOutcome.Retry(reason, detail(e), Duration.ZERO, false);
    }

    /** The message was not taken, or not for all, or nobody knows. */
    static NotifyOutcome ofSending(MessagingException e) {
        if (e instanceof SendFailedException failure
                && failure.getValidSentAddresses() != null
                && failure.getValidSentAddresses().length > 0) {
            return partly(failure);
        }
        int code = code(e);
        if (code >= 500) {
            return new NotifyOutcome.Failed("smtp-" + code, detail(e));
        }
        if (code >= 400) {
            return new NotifyOutcome.Retry("smtp-" + code, detail(e), Duration.ZERO, false);
        }
        return new NotifyOutcome.Retry(NO_ANSWER, detail(e), Duration.ZERO, true);
    }

    /** Whether it shows that the server itself does not work: no connection, not let in, or no answer. */
    static boolean showsTrouble(NotifyOutcome outcome) {
        return outcome instanceof NotifyOutcome.Retry retry && TROUBLE.contains(retry.reason());
    }

    /** Some have it. Who was refused for now gets it later, and who was refused for good is named. */
    private static NotifyOutcome partly(SendFailedException e) {
        List<String> later = new ArrayList<>();
        List<String> laterWords = new ArrayList<>();
        List<String> never = new ArrayList<>();
        for (Exception each = e; each instanceof MessagingException m; each = m.getNextException()) {
            if (each instanceof SMTPAddressFailedException refused) {
                String words = refused.getAddress().getAddress() + ": " + oneLine(refused.getMessage());
                if (refused.getReturnCode() < 500) {
                    later.add(refused.getAddress().getAddress());
                    laterWords.add(words);
                } else {
                    never.add(words);
                }
            }
        }
        String remark = never.isEmpty() ? null : "refused for some: " + cut(String.join("; ", never));
        if (later.isEmpty()) {
            return new NotifyOutcome.Sent(remark == null ? "refused for some: " + detail(e) : remark);
        }
        String waiting = "taken for others, not yet for " + cut(String.join("; ", laterWords));
        return new NotifyOutcome.Retry(
                "smtp-" + code(e), waiting, Duration.ZERO, false, new NotifyOutcome.Partly(later, remark));
    }

    /** The server's code: of the sender, a recipient or the message; 0 when there was none. A temporary one counts first. */
    private static int code(MessagingException e) {
        int least = 0;
        for (Exception each = e;
                each != null;
                each = each instanceof MessagingException m ? m.getNextException() : null) {
            int code = 0;
            if (each instanceof SMTPAddressFailedException address) {
                code = address.getReturnCode();
            } else if (each instanceof SMTPSenderFailedException sender) {
                code = sender.getReturnCode();
            } else if (each instanceof SMTPSendFailedException send) {
                code = send.getReturnCode();
            }
            if (code >= 400 && (least == 0 || code < least)) {
                least = code;
            }
        }
        return least;
    }

    private static String detail(MessagingException e) {
        Exception last = e;
        while (last instanceof MessagingException m && m.getNextException() instanceof MessagingException next) {
            last = next;
        }
        return cut(oneLine(last.getMessage()));
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String cut(String text) {
        return text.length() > DETAIL ? text.substring(0, DETAIL) + "…" : text;
    }
}
