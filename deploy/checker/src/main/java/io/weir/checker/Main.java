package io.weir.checker;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** {@code STORE KAFKA}: the stand-ins' page and Kafka's bootstrap servers. Ends with 1 when a law is broken. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: STORE KAFKA, for example http://127.0.0.1:8085/ 127.0.0.1:9092");
            System.exit(2);
        }
        List<Finding> findings = Checker.findings(new Log(args[1]).with(new Store(URI.create(args[0]))));
        findings.forEach(System.out::println);
        System.exit(findings.isEmpty() ? 0 : 1);
    }
}
