package io.weir.bridge;

import static io.weir.bridge.RunningBridge.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.bridge.tenant.Credential;
import io.weir.bridge.tenant.Tenant;
import io.weir.broker.TestBroker;
import io.weir.schema.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperatorsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    @Test
    void anOperatorPostsNoAlertsAndReadsNoListOfATenant() throws InterruptedException {
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            String alert = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"NotMine\"}}]}";
            for (String path : List.of("/v1/alertmanager", "/api/v2/alerts", "/v1/uptime-kuma")) {
                assertThat(bridge.post(path, OPERATOR, alert).status()).as(path).isEqualTo(403);
            }
            for (String path : List.of("/v1/alerts", "/v1/incidents", "/v1/rules", "/v1/downtimes", "/v1/decisions")) {
                assertThat(bridge.get(path, OPERATOR).status()).as(path).isEqualTo(403);
            }
            Log log = new Log(BROKER.bootstrap());
            assertThat(log.alerts("acme")).isEmpty();
            assertThat(log.records(Topics.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void aTokenIsATenantsOrAnOperatorsNeverBoth() {
        Credential one = new Credential(RunningBridge.sha256("t"), null);
        Tenant tenant = new Tenant("acme", List.of(one), null);
        assertThatThrownBy(() -> BridgeOptions.builder(Map.of("bootstrap.servers", "h:1"), List.of(tenant))
                        .operators(List.of(one))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operators");
    }
}
