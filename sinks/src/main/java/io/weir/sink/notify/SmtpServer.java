package io.weir.sink.notify;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.weir.sink.BreakerOptions;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** One SMTP server: a connection per message, limits on time, and a circuit breaker. */
final class SmtpServer {
    private final Smtp smtp;
    private final Session session;
    private final CircuitBreaker breaker;
    private final Duration openFor;

    SmtpServer(Smtp smtp, Duration timeout, BreakerOptions options) {
        this.smtp = smtp;
        this.session = Session.getInstance(properties(smtp, timeout));
        this.openFor = options.openFor();
        this.breaker = CircuitBreaker.of(
                "smtp",
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(options.failureRatePercent())
                        .slidingWindowSize(options.window())
                        .minimumNumberOfCalls(Math.min(options.window(), 5))
                        .waitDurationInOpenState(options.openFor())
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
    }

    private static Properties properties(Smtp smtp, Duration timeout) {
        String limit = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", limit);
        properties.setProperty("mail.smtp.timeout", limit);
        properties.setProperty("mail.smtp.writetimeout", limit);
        properties.setProperty("mail.smtp.auth", Boolean.toString(smtp.username() != null));
        // one address that is refused must not keep the message from the others
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(smtp.tls() == Smtp.Tls.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(smtp.tls() == Smtp.Tls.STARTTLS));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(smtp.tls() == Smtp.Tls.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    /** For making messages. */
    Session session() {
        return session;
    }

    /** Hands in a message; blocks. */
    NotifyOutcome send(MimeMessage message, Address[] recipients) {
        String password;
        try {
            password = smtp.password() == null ? null : smtp.password().resolve();
        } catch (IllegalStateException | UncheckedIOException e) {
            return new NotifyOutcome.Retry("no-secret", e.getMessage(), Duration.ZERO, false);
        }
        if (!breaker.tryAcquirePermission()) {
            return new NotifyOutcome.Retry("circuit-open", null, openFor, false);
        }
        long start = System.nanoTime();
        NotifyOutcome outcome = exchange(message, recipients, password);
        // all tenants share the server: what it says to one message or recipient must not stop the mail of the others
        if (SmtpAnswer.showsTrouble(outcome)) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, new MessagingException("not taken"));
        } else {
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
        return outcome;
    }

    private NotifyOutcome exchange(MimeMessage message, Address[] recipients, String password) {
        boolean connected = false;
        boolean taken = false;
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(smtp.host(), smtp.port(), smtp.username(), password);
            connected = true;
            transport.sendMessage(message, recipients);
            taken = true;
        } catch (MessagingException e) {
            if (!taken) {
                return connected ? SmtpAnswer.ofSending(e) : SmtpAnswer.ofConnecting(e);
            }
            // it was taken; that the goodbye failed does not matter
        }
        return new NotifyOutcome.Sent(null);
    }
}
