package io.weir.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parts of the page that are the same in every report, from the class path. */
final class PageResources {
    private static final String HERE = "/io/weir/app/report/";
    private static final String PLOT_POM = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    /** They share one scope; the last one starts the page. */
    private static final List<String> SCRIPTS = List.of(
            "dom.js",
            "format.js",
            "ticks.js",
            "model.js",
            "view.js",
            "tooltip.js",
            "lanes.js",
            "timeline.js",
            "selection.js",
            "plots.js",
            "incident.js",
            "alerts.js",
            "changes.js",
            "filters.js",
            "start.js");

    private static final Pattern PART = Pattern.compile("<!--part:([a-z]+)-->");

    private PageResources() {}

    /** The page with its parts put in; a part is not looked through for parts. */
    static String page(Map<String, String> parts) {
        return PART.matcher(read(HERE + "page.html")).replaceAll(found -> {
            String part = parts.get(found.group(1));
            if (part == null) {
                throw new IllegalStateException("page.html names a part that there is not: " + found.group(1));
            }
            return Matcher.quoteReplacement(part);
        });
    }

    static String style() {
        return read(plot("dist/uPlot.min.css")) + "\n" + read(HERE + "page.css");
    }

    static String plotLibrary() {
        return read(plot("dist/uPlot.iife.min.js"));
    }

    static String plotLicence() {
        return read(plot("LICENSE"));
    }

    /** Our own scripts as one. */
    static String script() {
        return SCRIPTS.stream()
                .map(name -> "// " + name + "\n" + read(HERE + name))
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
    }

    /** The library's folder is named after its version, which only the parent pom knows. */
    private static String plot(String file) {
        try {
            Properties pom = new Properties();
            pom.load(new StringReader(read(PLOT_POM)));
            return "/META-INF/resources/webjars/uplot/" + pom.getProperty("version") + "/" + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) {
        try (InputStream in = PageResources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
