package io.weir.app.config;

import io.weir.schema.yaml.Section;
import io.weir.sink.SecretRef;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code tracing}. */
final class TracingSection {
    private static final double SAMPLE = 1;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private TracingSection() {}

    /** Empty when there is none, or something in it is wrong and noted. */
    static Optional<TracingConfig> read(Section root, SectionPaths paths) {
        if (!root.has("tracing")) {
            return Optional.empty();
        }
        Section section = root.section("tracing");
        URI endpoint = section.uri("endpoint", "http", "https").required();
        double sample = section.value("sample", TracingSection::share, "write 0.01 for one of a hundred")
                .orElse(SAMPLE);
        SectionSecrets secrets = new SectionSecrets(paths);
        Map<String, SecretRef> headers = new LinkedHashMap<>();
        if (section.has("headers")) {
            Section named = section.section("headers");
            for (String name : named.keys()) {
                if (!HEADER.matcher(name).matches()) {
                    named.problem(name, "expected the name of a header", "letters, digits and -");
                }
                headers.put(name, secrets.required(named, name));
            }
        }
        return endpoint == null
                ? Optional.empty()
                : Optional.of(new TracingConfig(endpoint.toString(), sample, headers));
    }

    private static Double share(String text) {
        double share;
        try {
            share = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number from 0 to 1, found: " + text, e);
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("expected a number from 0 to 1, found: " + text);
        }
        return share;
    }
}
