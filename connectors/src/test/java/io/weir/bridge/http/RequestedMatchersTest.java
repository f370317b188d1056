package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestedMatchersTest {
    @Test
    void theExpressionsOfOneDowntimeAreBoundedTogether() {
        ArrayNode small = JsonNodeFactory.instance.arrayNode();
        ArrayNode large = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 100; i++) {
            small.add("instance=~\".*web-" + i + ".*\"");
            large.add("instance=~\"web(a?){100}.*\"");
        }
        assertThat(RequestedMatchers.read(small, false)).hasSize(100);
        assertThatThrownBy(() -> RequestedMatchers.read(large, false)).isInstanceOf(Refusal.class);
    }

    @Test
    void theMatchersOfOneDowntimeHaveAMostOfBytesTogether() {
        ArrayNode matchers = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 4; i++) {
            matchers.add("host=\"" + "ü".repeat(2000) + "\"");
        }
        assertThat(RequestedMatchers.read(matchers, false)).hasSize(4);
        matchers.add("host=\"" + "x".repeat(400) + "\"");
        assertThatThrownBy(() -> RequestedMatchers.read(matchers, false))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(new String(refusal.answer().body(), StandardCharsets.UTF_8))
                                .contains("at most 16384 bytes", "\"field\":\"matchers\""));
    }
}
