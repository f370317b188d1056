package io.weir.sink.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What the answers of an SMTP server mean: 4xx is for now, 5xx for good, and no answer to a message is unclear. */
final class SmtpAnswer {
    private static final int DETAIL = 200;

    private SmtpAnswer() {}

    /** No connection, no protection, or not let in; nothing was handed over. */
    static NotifyOutcome ofConnecting(MessagingException e) {
        String reason = e instanceof AuthenticationFailedException ? "smtp-auth-refused" : "smtp-not-reachable";
        return new NotifyOutcome.Retry(reason, detail(e), Duration.ZERO, false);
    }

    /** The message was not taken, or not for all, or nobody knows. */
    static NotifyOutcome ofSending(MessagingException e) {
        if (e instanceof SendFailedException failure
                && failure.getValidSentAddresses() != null
                && failure.getValidSentAddresses().length > 0) {
            return new NotifyOutcome.Sent("refused for some: " + detail(failure));
        }
        int code = code(e);
        if (code >= 500) {
            return new NotifyOutcome.Failed("smtp-" + code, detail(e));
        }
        if (code >= 400) {
            return new NotifyOutcome.Retry("smtp-" + code, detail(e), Duration.ZERO, false);
        }
        return new NotifyOutcome.Retry("smtp-no-answer", detail(e), Duration.ZERO, true);
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
        String text =
                String.valueOf(last.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > DETAIL ? text.substring(0, DETAIL) + "…" : text;
    }
}
