package io.weir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.app.demo.Storm.Post;
import io.weir.schema.Fingerprint;
import io.weir.schema.rules.RuleBookParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StormTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isInOrderAndHasEveryKindOfTrouble() {
        List<Post> storm = Storm.posts();
        assertThat(storm).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(storm)
                .extracting(Post::route)
                .contains("/v1/alertmanager", "/api/v2/alerts", "/v1/uptime-kuma", "/v1/downtimes");
        assertThat(storm).filteredOn(Post::onceRemediated).hasSize(1);
        assertThat(storm).extracting(Post::tenant).contains("acme", "globex");
        assertThat(storm).first().extracting(Post::route).isEqualTo("/v1/downtimes");
    }

    @Test
    void itsWebhooksAreSuchAsAlertmanagerSends() throws IOException {
        int alerts = 0;
        for (Post post : Storm.posts()) {
            if (!post.route().equals("/v1/alertmanager") || !post.body().endsWith("}")) {
                continue;
            }
            JsonNode webhook = JSON.readTree(post.body());
            assertThat(webhook.path("version").asText()).isEqualTo("4");
            for (JsonNode alert : webhook.path("alerts")) {
                alerts++;
                Map<String, String> labels = new TreeMap<>();
                alert.path("labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().asText()));
                assertThat(alert.path("fingerprint").asText()).isEqualTo(Fingerprint.of(labels));
            }
        }
        assertThat(alerts).isGreaterThan(900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme-rules.yaml", "globex-rules.yaml"})
    void itsRuleBooksAreGood(String name) throws IOException {
        try (InputStream in = Storm.class.getResourceAsStream(name)) {
            assertThat(RuleBookParser.check(new String(in.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }
}
