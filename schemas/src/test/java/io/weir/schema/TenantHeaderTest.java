package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TenantHeaderTest {
    @Test
    void theTenantIsTheFirstPartOfAKey() {
        assertThat(of(Topics.ALERTS, "acme|0123")).isEqualTo("acme");
        assertThat(of(Topics.DIRECTIVES, "acme|downtime|dt-1|1")).isEqualTo("acme");
        assertThat(of(Topics.DEAD_LETTERS, "acme")).isEqualTo("acme");
        assertThat(of(Topics.spill("tick"), "tick|0123")).isEqualTo("tick");
    }

    @Test
    void aBrakesKeyHasItAfterItsKind() {
        assertThat(of(Topics.CONTROL, "brake|acme")).isEqualTo("acme");
    }

    @Test
    void whatIsNoTenantsHasNone() {
        assertThat(of(Topics.ALERTS, null)).isNull();
        assertThat(of(Topics.DIRECTIVES, Topics.TICK_KEY)).isNull();
        assertThat(of(Topics.CONTROL, "brake")).isNull();
        assertThat(of(Topics.CONTROL, "deliverer")).isNull();
    }

    private static String of(String topic, String key) {
        byte[] tenant = TenantHeader.of(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8));
        return tenant == null ? null : new String(tenant, StandardCharsets.UTF_8);
    }
}
