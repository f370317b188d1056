package io.weir.app.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The content security policy of a page: what we wrote may run, and nothing may be loaded. */
final class ContentPolicy {
    private ContentPolicy() {}

    /**
     * The value of the policy's {@code meta} element.
     *
     * @param style the text of the page's style element
     * @param scripts the texts of its script elements
     */
    static String of(String style, List<String> scripts) {
        return "default-src 'none'; script-src "
                + scripts.stream().map(ContentPolicy::hash).collect(Collectors.joining(" "))
                + "; style-src " + hash(style) + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
