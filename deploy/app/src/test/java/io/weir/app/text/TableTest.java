package io.weir.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsColumnsAndNamesEmptyCells() {
        assertThat(print(new Table("A", "LONGER", "C").row("xyz", 1, null).row("", "é", "end")))
                .isEqualTo("""
                        A    LONGER  C
                        xyz  1       -
                        -    é       end
                        """);
    }

    @Test
    void letsNoAlertPaintTheTerminal() {
        assertThat(print(new Table("A").row("red\u001b[31m\nnext"))).isEqualTo("A\nred [31m next\n");
    }

    private static String print(Table table) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out));
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
