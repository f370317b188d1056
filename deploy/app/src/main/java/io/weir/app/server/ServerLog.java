package io.weir.app.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * The log of a process that stays: everything in a file, what asks for attention on the terminal. With {@code
 * WEIR_LOG=json} every line is a JSON object, in the file and on the terminal, which then gets everything too.
 */
public final class ServerLog {
    private ServerLog() {}

    /** Writes the log to {@code folder/weir.log} from now on. */
    public static void into(Path folder) {
        System.setProperty("weir.logs", folder.toAbsolutePath().toString());
        Configurator.reconfigure(settings(isJson()));
    }

    /** Whether the property {@code weir.log}, or else the environment's {@code WEIR_LOG}, asks for JSON. */
    public static boolean isJson() {
        return "json".equals(System.getProperty("weir.log", System.getenv("WEIR_LOG")));
    }

    private static URI settings(boolean json) {
        try {
            return ServerLog.class
                    .getResource("/io/weir/app/" + (json ? "server-log-json.properties" : "server-log.properties"))
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
