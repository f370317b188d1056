package io.weir.app.demo;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics in Prometheus' text form. */
record PrometheusText(String text) {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{[^\\n]*\\})? ([0-9.eE+-]+)$");

    /** The sum of all samples whose name {@code wanted} takes. */
    long sum(Predicate<String> wanted) {
        double sum = 0;
        Matcher samples = SAMPLE.matcher(text);
        while (samples.find()) {
            if (wanted.test(samples.group(1))) {
                sum += Double.parseDouble(samples.group(2));
            }
        }
        return Math.round(sum);
    }
}
