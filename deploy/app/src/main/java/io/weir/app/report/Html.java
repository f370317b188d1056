package io.weir.app.report;

/** Text that becomes part of a page. */
final class Html {
    private Html() {}

    /** Text as it must stand in an element or in a quoted attribute. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Text of an alert or a person: made visible, escaped, and kept from turning the text around it. */
    static String data(String text) {
        return "<bdi>" + escape(VisibleText.of(text)) + "</bdi>";
    }
}
