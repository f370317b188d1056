package io.weir.bridge.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prometheus' text format, as far as names, labels and values go; timestamps and exemplars are passed over.
 *
 * @param samples in the order of the text
 * @param families names that a HELP or TYPE line announced
 */
record PrometheusSamples(List<Sample> samples, Set<String> families) {

    /**
     * One line.
     *
     * @param value may be NaN or infinite
     */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** @throws IOException when a line is not of the format; what is cut off must not look complete */
    static PrometheusSamples read(String text) throws IOException {
        List<Sample> samples = new ArrayList<>();
        Set<String> families = new HashSet<>();
        if (!text.endsWith("\n")) {
            throw new IOException("the last line does not end");
        }
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (stripped.startsWith("#")) {
                String[] words = stripped.split("\\s+", 4);
                if (words.length > 2 && (words[1].equals("HELP") || words[1].equals("TYPE"))) {
                    families.add(words[2]);
                }
            } else if (!stripped.isEmpty()) {
                samples.add(new Line(stripped, number).sample());
            }
        }
        return new PrometheusSamples(samples, families);
    }

    /** Reads one line from left to right. */
    private static final class Line {
        private final String text;
        private final int number;
        private int at;

        Line(String text, int number) {
            this.text = text;
            this.number = number;
        }

        Sample sample() throws IOException {
            String name = word("{ \t");
            Map<String, String> labels = new HashMap<>();
            skipBlanks();
            if (peek() == '{') {
                at++;
                labels(labels);
            }
            skipBlanks();
            String value = word(" \t");
            if (name.isEmpty() || value.isEmpty()) {
                throw wrong("expected a name and a value");
            }
            return new Sample(name, labels, number(value));
        }

        private void labels(Map<String, String> labels) throws IOException {
            skipBlanks();
            while (peek() != '}') {
                String label = word("= \t").strip();
                skipBlanks();
                expect('=');
                skipBlanks();
                labels.put(label, quoted());
                skipBlanks();
                if (peek() == ',') {
                    at++;
                    skipBlanks();
                } else if (peek() != '}') {
                    throw wrong("expected , or }");
                }
            }
            at++;
        }

        private String quoted() throws IOException {
            expect('"');
            StringBuilder value = new StringBuilder();
            while (peek() != '"') {
                char c = text.charAt(at++);
                if (c == '\\') {
                    char escaped = peek();
                    at++;
                    value.append(escaped == 'n' ? '\n' : escaped);
                } else {
                    value.append(c);
                }
            }
            at++;
            return value.toString();
        }

        private String word(String ends) {
            int begin = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(begin, at);
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private char peek() throws IOException {
            if (at >= text.length()) {
                throw wrong("the line ends too soon");
            }
            return text.charAt(at);
        }

        private void expect(char wanted) throws IOException {
            if (peek() != wanted) {
                throw wrong("expected " + wanted);
            }
            at++;
        }

        private double number(String value) throws IOException {
            switch (value) {
                case "+Inf", "Inf" -> {
                    return Double.POSITIVE_INFINITY;
                }
                case "-Inf" -> {
                    return Double.NEGATIVE_INFINITY;
                }
                case "NaN", "Nan" -> {
                    return Double.NaN;
                }
                default -> {
                    try {
                        return Double.parseDouble(value);
                    } catch (NumberFormatException e) {
                        throw new IOException("line " + number + ": expected a number", e);
                    }
                }
            }
        }

        private IOException wrong(String what) {
            return new IOException("line " + number + ": " + what);
        }
    }
}
