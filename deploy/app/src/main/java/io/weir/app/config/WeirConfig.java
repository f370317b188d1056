package io.weir.app.config;

import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.notify.NotificationOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code weir.yaml} says, complete with the defaults of what it left out.
 *
 * @param data folder of everything that must survive a restart
 * @param bridge where the bridge listens
 * @param kafka which Kafka, and its topics
 * @param flink how the jobs run
 * @param clock the log's own clock
 * @param deliver how what was decided is done outside
 * @param tenants at least one
 * @param operators tokens of those who run Weir for all tenants; may be empty
 * @param glpi where tickets go; empty: incidents are on Kafka and HTTP only
 * @param awx where playbooks run; empty: remediations are refused
 * @param notifications whom to tell of incidents; empty: nobody
 * @param tracing where traces go; empty: there are none
 */
public record WeirConfig(
        Path data,
        BridgeConfig bridge,
        KafkaConfig kafka,
        FlinkConfig flink,
        ClockConfig clock,
        DeliverConfig deliver,
        List<TenantConfig> tenants,
        List<TokenConfig> operators,
        Optional<GlpiOptions> glpi,
        Optional<AwxOptions> awx,
        Optional<NotificationOptions> notifications,
        Optional<TracingConfig> tracing) {

    public WeirConfig {
        tenants = List.copyOf(tenants);
        operators = List.copyOf(operators);
    }
}
