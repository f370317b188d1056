package io.weir.schema;

/**
 * A place in a trace, as the W3C's {@code traceparent} writes it: {@code 00-TRACE-SPAN-FLAGS}. It comes from senders and
 * from records, so what is not of that form is no context, and nothing of it is kept.
 *
 * @param traceId 32 hex digits, not all 0
 * @param spanId 16 hex digits, not all 0
 * @param sampled whether spans are recorded
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
    /** Name of the header, in HTTP and in Kafka. */
    public static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    /** Reads a header; null when it is null or not of the form. A later version counts by what this one defines. */
    public static TraceParent read(String text) {
        if (text == null || text.length() < LENGTH || !isForm(text)) {
            return null;
        }
        String trace = text.substring(TRACE, SPAN - 1);
        String span = text.substring(SPAN, FLAGS - 1);
        if (isZero(trace) || isZero(span)) {
            return null;
        }
        return new TraceParent(trace, span, (Character.digit(text.charAt(LENGTH - 1), 16) & 1) == 1);
    }

    /** Reads a header of a trace that is recorded; null for any other. */
    public static TraceParent sampled(String text) {
        TraceParent parent = read(text);
        return parent != null && parent.sampled ? parent : null;
    }

    private static boolean isForm(String text) {
        for (int i = 0; i < LENGTH; i++) {
            boolean between = i == TRACE - 1 || i == SPAN - 1 || i == FLAGS - 1;
            char c = text.charAt(i);
            if (between ? c != '-' : !isHex(c)) {
                return false;
            }
        }
        if (text.startsWith("ff")) {
            return false;
        }
        return text.length() == LENGTH || (!text.startsWith("00") && text.charAt(LENGTH) == '-');
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static boolean isZero(String hex) {
        return hex.chars().allMatch(c -> c == '0');
    }

    /** As it is written into headers and records. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
