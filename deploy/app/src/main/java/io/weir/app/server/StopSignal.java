package io.weir.app.server;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and Ctrl-C as a wish to stop, not as the beginning of the JVM's end: at that Flink's own hooks would remove
 * the files of a job that still has to write its savepoint. A second signal ends the process at once.
 */
public final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final int KILLED = 130;

    private StopSignal() {}

    /** Completes when the first signal comes. To be called once per process. */
    public static CompletableFuture<Void> listen() {
        CompletableFuture<Void> wish = new CompletableFuture<>();
        for (String name : new String[] {"TERM", "INT"}) {
            handle(name, () -> {
                if (!wish.complete(null)) {
                    Runtime.getRuntime().halt(KILLED);
                }
            });
        }
        return wish;
    }

    /** By reflection, since the compiler warns of the JDK's only way to do it. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            LOG.info("SIG{} ends this process at once; it goes on from its last checkpoint", name, e);
        }
    }
}
