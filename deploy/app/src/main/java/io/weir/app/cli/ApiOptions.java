package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.app.client.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
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

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            defaultValue = "${env:WEIR_CA_FILE}",
            description =
                    "PEM certificates of who vouches for the bridge, for https. Default: $$WEIR_CA_FILE, else those"
                            + " that Java trusts.")
    private Path caFile;

    BridgeClient client() {
        if (url.getHost() == null
                || !(url.getScheme().equals("http") || url.getScheme().equals("https"))) {
            throw new CommandFailure(ExitCode.USAGE, "--url: expected http://host[:port], found " + url);
        }
        return new BridgeClient(url, token(), trust());
    }

    private SSLContext trust() {
        if (caFile == null || caFile.toString().isEmpty()) {
            return null;
        }
        try {
            return Trust.in(caFile);
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure(ExitCode.USAGE, "--ca-file: cannot use " + caFile + ": " + e.getMessage(), e);
        }
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
