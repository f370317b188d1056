package io.weir.sink.fault;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Hears all that Weir logs, at every level, with the traces of exceptions. */
final class LogEar extends AbstractAppender {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private LogEar() {
        super("ear", null, null, false, Property.EMPTY_ARRAY);
    }

    /** Listens from now on. */
    static LogEar listen() {
        LogEar ear = new LogEar();
        ear.start();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        LoggerConfig weir = new LoggerConfig("io.weir", Level.ALL, false);
        weir.addAppender(ear, Level.ALL, null);
        context.getConfiguration().addLogger("io.weir", weir);
        context.updateLoggers();
        return ear;
    }

    @Override
    public void append(LogEvent event) {
        StringWriter text = new StringWriter();
        text.append(event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(text));
        }
        heard.add(text.toString());
    }

    /** What was heard so far. */
    List<String> heard() {
        return new ArrayList<>(heard);
    }
}
