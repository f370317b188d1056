package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.withId;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.sink.TicketOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run full of faults with every log line at every level: no token is in any. */
class GlpiSecretsTest {
    private static final String SINKS = "io.weir.sink";
    private static final Incident ONE = opened(member("HighCpu", "web-01", Severity.WARNING));

    private final GlpiRig rig = new GlpiRig();
    /** Threads of libraries write to it while it is looked through. */
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final LoggerConfig root =
            ((LoggerContext) LogManager.getContext(false)).getConfiguration().getRootLogger();
    private final Level usual = root.getLevel();
    /** Of its own: another test in this process may have cut off a logger above from the root. */
    private final LoggerConfig sinks = new LoggerConfig(SINKS, Level.ALL, false);

    private final Logger okhttp = Logger.getLogger("");
    private final AbstractAppender appender =
            new AbstractAppender("recorded", null, null, false, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    record(event.getMessage().getFormattedMessage(), event.getThrown());
                }
            };
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            record(event.getMessage(), event.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private void record(String message, Throwable thrown) {
        lines.add(String.valueOf(message));
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            lines.add(cause.toString());
        }
    }

    @BeforeEach
    void listen() {
        appender.start();
        root.addAppender(appender, Level.ALL, null);
        root.setLevel(Level.ALL);
        sinks.addAppender(appender, Level.ALL, null);
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getConfiguration().addLogger(SINKS, sinks);
        context.updateLoggers();
        okhttp.setLevel(java.util.logging.Level.ALL);
        okhttp.addHandler(handler);
    }

    @AfterEach
    void close() {
        okhttp.removeHandler(handler);
        okhttp.setLevel(java.util.logging.Level.INFO);
        root.removeAppender("recorded");
        root.setLevel(usual);
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getConfiguration().removeLogger(SINKS);
        context.updateLoggers();
        rig.close();
    }

    @Test
    void noTokenIsLogged() {
        String[] paths = {"/initSession", "/TicketTask", "/Ticket", "/ITILFollowup", "/Group_Ticket"};
        int count = 0;
        for (FaultKind kind : FaultKind.values()) {
            for (String path : paths) {
                for (String method : List.of("GET", "POST")) {
                    rig.sandbox.expireSessions();
                    rig.sandbox.fault(Fault.glpi(kind).on(method, path));
                    Incident one = withId(ONE, String.format("%020x", count++));
                    String outcome = rig.sink.apply(TicketOrder.first(one)).toString();
                    record(outcome, null);
                    record(
                            rig.sink
                                    .apply(TicketOrder.first(next(one, Incident.Kind.UPDATED)))
                                    .toString(),
                            null);
                    rig.sandbox.faults().clear();
                }
            }
        }
        record(rig.options.toString(), null);
        assertThat(lines).hasSizeGreaterThan(count).anyMatch(line -> line.contains("no answer from GLPI"));
        assertThat(lines)
                .noneMatch(line -> line.contains("sandbox-app-token"))
                .noneMatch(line -> line.contains("sandbox-user-token"))
                .noneMatch(line -> line.matches("(?s).*\\b[0-9a-z]{26}\\b.*"));
    }
}
