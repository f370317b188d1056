package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the bridge is and who asks. */
final class ApiOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:WEIR_URL:-http://127.0.0.1:8080}",
            description = "The bridge. Default: $$WEIR_URL, else http://127.0.0.1:8080.")
    private URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File that holds the token. Default: the token in $$WEIR_TOKEN.")
    private Path tokenFile;

    @Mixin
    private TlsOptions tls;

    BridgeClient client() {
        return new BridgeClient(WebAddress.checked("--url", url), token(), tls.context());
    }

    private String token() {
        if (tokenFile == null) {
            return System.getenv("WEIR_TOKEN");
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--token-file: cannot read " + tokenFile, e);
        }
    }
}
