package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WishTest {
    private static final RuleBook BOOK = RuleBookParser.parse("""
            version: "1"
            ticket:
              - {name: db, match: [category=database], category: 3, requester: 7, assignGroup: 2, asset: instance}
              - {name: asset, match: ['host!=""'], asset: host}
              - {name: rest, match: ['alertname!="Quiet"'], assignGroup: 4}
            """);

    @Test
    void theFirstEntryThatMatchesDecides() {
        assertThat(Wish.of(BOOK, Map.of("category", "database", "instance", "db1:5432", "host", "h")))
                .isEqualTo(new Wish(3, 7, 2, "db1"));
        assertThat(Wish.of(BOOK, Map.of("host", "h"))).isEqualTo(new Wish(null, null, null, "h"));
        assertThat(Wish.of(BOOK, Map.of("alertname", "A"))).isEqualTo(new Wish(null, null, 4, null));
        assertThat(Wish.of(BOOK, Map.of("alertname", "Quiet"))).isNull();
    }

    @Test
    void aComputerThatCannotBeOneIsNone() {
        assertThat(Wish.of(BOOK, Map.of("category", "database", "instance", " ")))
                .isEqualTo(new Wish(3, 7, 2, null));
        assertThat(Wish.of(BOOK, Map.of("host", "h".repeat(256)))).isNull();
        assertThat(Wish.of(BOOK, Map.of("host", "h".repeat(255))).asset()).hasSize(255);
    }
}
