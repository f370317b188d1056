package io.weir.app.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** A table that begins with the names of its columns. */
    public Table(String... columns) {
        rows.add(List.of(columns));
    }

    /** Adds a row; null cells are shown as a dash. Control characters, which could paint the terminal, are removed. */
    public Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            String text = cell == null ? "" : Harmless.line(cell.toString());
            row.add(text.isBlank() ? "-" : text);
        }
        rows.add(row);
        return this;
    }

    /** Whether there is nothing below the head. */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Prints all rows. */
    public void print(PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                line.append(cell)
                        .append(
                                i == columns - 1
                                        ? ""
                                        : " ".repeat(widths[i] - cell.codePointCount(0, cell.length())) + GAP);
            }
            out.println(line);
        }
        out.flush();
    }
}
