package io.weir.app.cli;

import java.net.URI;
import picocli.CommandLine.Option;

/** Which Flink cluster. */
final class FlinkOption {
    static final String NAME = "--flink";

    @Option(
            names = NAME,
            paramLabel = "URL",
            defaultValue = "${env:WEIR_FLINK:-http://127.0.0.1:8081}",
            description = "Flink's web interface. Default: $$WEIR_FLINK, else http://127.0.0.1:8081.")
    private URI flink;

    URI web() {
        return WebAddress.checked(NAME, flink);
    }
}
