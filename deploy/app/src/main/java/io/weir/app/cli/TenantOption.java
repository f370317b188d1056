package io.weir.app.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** Whose things an operator asks for. */
final class TenantOption {
    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Of this tenant. For operators, whose token belongs to none.")
    private String tenant;

    Map<String, String> query() {
        return tenant == null ? Map.of() : Map.of("tenant", tenant);
    }

    boolean given() {
        return tenant != null;
    }
}
