package io.weir.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Secrets that can be recognised wherever they turn up, in whatever form. */
final class Canaries {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, List<byte[]>> forms = new LinkedHashMap<>();

    /** A new secret for a place; it contains what is written otherwise in an address. */
    String secret(String place) {
        String secret = "canary/" + place + "+9f31c5d7a20b44e8=%~";
        return remember(place, secret);
    }

    /** One that can stand in an address or a Kafka property as it is. */
    String plainSecret(String place) {
        return remember(place, "canary-" + place + "-7c1e0b9d42af5368");
    }

    private String remember(String place, String secret) {
        secrets.put(place, secret);
        forms.put(place, forms(secret));
        return secret;
    }

    /** The secrets by place. */
    Map<String, String> all() {
        return secrets;
    }

    /** Places whose secret is in these bytes. */
    List<String> in(byte[] bytes) {
        // each byte is one character, so that the library's search does the work
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        forms.forEach((place, all) -> {
            if (all.stream().anyMatch(form -> text.contains(new String(form, StandardCharsets.ISO_8859_1)))) {
                found.add(place);
            }
        });
        return found;
    }

    private static List<byte[]> forms(String secret) {
        TreeSet<String> forms = new TreeSet<>();
        forms.add(secret);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(encoded);
        forms.add(encoded.replace("+", "%20"));
        forms.add(secret.replace("/", "\\/"));
        for (int before = 0; before < 3; before++) {
            byte[] padded = ("\0".repeat(before) + secret).getBytes(StandardCharsets.UTF_8);
            String all = Base64.getEncoder().withoutPadding().encodeToString(padded);
            // what does not hang on the neighbours
            String own = all.substring(before == 0 ? 0 : before + 1, padded.length / 3 * 4);
            forms.add(own);
            forms.add(own.replace('+', '-').replace('/', '_'));
        }
        return forms.stream().map(form -> form.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
