package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.Identity;
import io.weir.app.client.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import picocli.CommandLine.Option;

/** Whom to believe, and who to be, where the bridge speaks TLS. */
final class TlsOptions {
    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            defaultValue = "${env:WEIR_CA_FILE}",
            description =
                    "PEM certificates of who vouches for the bridge, for https. Default: $$WEIR_CA_FILE, else those"
                            + " that Java trusts.")
    private Path caFile;

    @Option(
            names = "--cert-file",
            paramLabel = "FILE",
            defaultValue = "${env:WEIR_CERT_FILE}",
            description =
                    "PEM certificate to show to a bridge that asks for one. Default: $$WEIR_CERT_FILE, else none.")
    private Path certFile;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            defaultValue = "${env:WEIR_KEY_FILE}",
            description = "Private key to it, PEM, PKCS#8 without a password. Default: $$WEIR_KEY_FILE.")
    private Path keyFile;

    /** Null where Java's own defaults are meant. */
    SSLContext context() {
        if (isGiven(certFile) != isGiven(keyFile)) {
            throw new CommandFailure(ExitCode.USAGE, "--cert-file, --key-file: expected both, found one");
        }
        if (!isGiven(caFile) && !isGiven(certFile)) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(), trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new CommandFailure(ExitCode.FAILED, "no TLS: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trust() {
        try {
            return isGiven(caFile) ? Trust.in(caFile) : null;
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure(ExitCode.USAGE, "--ca-file: cannot use " + caFile + ": " + e.getMessage(), e);
        }
    }

    private KeyManager[] identity() {
        try {
            return isGiven(certFile) ? Identity.of(certFile, keyFile) : null;
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--cert-file, --key-file: cannot use " + certFile + " with " + keyFile + ": " + e.getMessage(),
                    e);
        }
    }

    /** A variable that is set to nothing means nothing. */
    private static boolean isGiven(Path file) {
        return file != null && !file.toString().isEmpty();
    }
}
