package io.weir.app.bench.flow;

import io.weir.app.Main;
import java.io.IOException;

/** The {@code weir} command as it is, but that it does not outlive who started it: it ends with its input at the latest. */
public final class UpMain {
    private UpMain() {}

    /** {@code args}: those of the command. */
    public static void main(String[] args) {
        Thread watch = new Thread(UpMain::awaitEnd, "bench-parent");
        watch.setDaemon(true);
        watch.start();
        Main.main(args);
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ordered, only the end
            }
        } catch (IOException e) {
            // as good as its end
        }
        Runtime.getRuntime().halt(1);
    }
}
