package io.weir.sink.notify;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * Tells by e-mail: plain text, with a Message-ID made of the intent's id, so that a mail system can recognise a repeat,
 * and as an answer to the mail that opened the conversation.
 */
final class MailNotifier implements Notifier {
    private final SmtpServer server;
    private final Channel.Email channel;
    private final InstantSource clock;

    MailNotifier(SmtpServer server, Channel.Email channel, InstantSource clock) {
        this.server = server;
        this.channel = channel;
        this.clock = clock;
    }

    @Override
    public NotifyOutcome tell(Notification notification) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jakarta Mail looks for its parts there, and on a Flink cluster they are with us
        thread.setContextClassLoader(MailNotifier.class.getClassLoader());
        try {
            MimeMessage message = message(notification);
            Address[] recipients = recipients(notification);
            return recipients.length == 0
                    ? new NotifyOutcome.Failed(
                            "no-such-recipient", "the channel no longer has " + notification.onlyTo())
                    : server.send(message, recipients);
        } catch (MessagingException e) {
            return new NotifyOutcome.Failed("no-message", String.valueOf(e.getMessage()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Who gets it now; the header names all of the channel. */
    private Address[] recipients(Notification notification) throws MessagingException {
        List<Address> recipients = new ArrayList<>();
        for (String to : channel.to()) {
            if (notification.onlyTo() == null || notification.onlyTo().contains(to)) {
                recipients.add(new InternetAddress(to, true));
            }
        }
        return recipients.toArray(new Address[0]);
    }

    private MimeMessage message(Notification notification) throws MessagingException {
        MimeMessage message = new Identified(server.session(), messageId(notification.id()));
        message.setFrom(new InternetAddress(channel.from(), true));
        Address[] to = new Address[channel.to().size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = new InternetAddress(channel.to().get(i), true);
        }
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject(notification.subject().replaceAll("\\p{Cntrl}+", " "), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (!notification.threadId().equals(notification.id())) {
            message.setHeader("In-Reply-To", messageId(notification.threadId()));
            message.setHeader("References", messageId(notification.threadId()));
        }
        message.setText(notification.body(), StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    private String messageId(String intent) {
        return "<" + intent + "@" + MailAddress.domain(channel.from()) + ">";
    }

    @Override
    public void close() {
        // a connection lives no longer than a message
    }

    /** A message with an id of our choice. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
