package io.weir.sandbox;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a sandbox by itself: {@code [--host ADDRESS] [--port N] [--state FOLDER]}. */
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        SandboxOptions options = options(args);
        CountDownLatch stopped = new CountDownLatch(1);
        Sandbox sandbox = Sandbox.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            sandbox.close();
            stopped.countDown();
        }));
        print(System.out, sandbox, options);
        stopped.await();
    }

    static SandboxOptions options(String... args) {
        SandboxOptions options = SandboxOptions.defaults().withPort(8085);
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            String value = args[i + 1];
            options = switch (args[i]) {
                case "--host" -> options.withHost(value);
                case "--port" -> options.withPort(Integer.parseInt(value));
                case "--state" -> options.withStateFolder(Path.of(value));
                default -> throw new IllegalArgumentException(args[i] + " is unknown, use --host, --port or --state");
            };
        }
        return options;
    }

    private static void print(PrintStream out, Sandbox sandbox, SandboxOptions options) {
        out.println("Weir sandbox: stand-ins for GLPI and AWX, neither product itself");
        out.println("page  " + sandbox.url());
        out.println(
                "GLPI  " + sandbox.glpiUrl() + "  App-Token " + options.glpi().appToken());
        options.glpi().users().forEach(u -> out.println("      " + u.name() + "  user token " + u.userToken()));
        out.println("AWX   " + sandbox.awxUrl());
        options.awx().tokens().forEach(t -> out.println("      " + t.username() + "  bearer token " + t.token()));
    }
}
