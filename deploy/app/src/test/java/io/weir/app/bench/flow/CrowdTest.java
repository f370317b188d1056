package io.weir.app.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final int MESSAGES = 1_000;

    @Test
    void repeatsBeginsAndEndsAlertsEachInItsOrder() throws IOException {
        Crowd crowd = new Crowd("loud", "test", 4);
        Set<String> firing = new HashSet<>();
        Set<String> over = new HashSet<>();
        int repeats = 0;
        for (int i = 0; i < MESSAGES; i++) {
            Webhook message = crowd.next();
            assertThat(message.tenant()).isEqualTo("loud");
            assertThat(message.alerts()).isEqualTo(Crowd.PER_MESSAGE);
            for (JsonNode alert : new ObjectMapper().readTree(message.body()).get("alerts")) {
                String id = alert.get("fingerprint").asText();
                if (alert.get("status").asText().equals("resolved")) {
                    assertThat(firing.remove(id)).isTrue();
                    over.add(id);
                } else {
                    assertThat(over).doesNotContain(id);
                    repeats += firing.add(id) ? 0 : 1;
                }
            }
        }
        // of 40 messages with five that begin each, the last ten have not ended
        assertThat(over).hasSize(190);
        assertThat(firing).hasSizeBetween(5 * Crowd.PER_MESSAGE, 6 * Crowd.PER_MESSAGE);
        assertThat(repeats).isGreaterThan(MESSAGES * Crowd.PER_MESSAGE * 9 / 10);
    }
}
