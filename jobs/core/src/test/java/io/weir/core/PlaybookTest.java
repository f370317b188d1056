package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Remediation;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which playbook a rule book offers for an alert, and for which host. */
class PlaybookTest {
    private static final RuleBook BOOK = RuleBookParser.parse("""
            version: "1"
            remediation:
              - {name: never, match: ['alertname="Fragile"'], template: t0, target: instance, mode: "off"}
              - {name: first, match: ['alertname=~"Nginx.*"'], template: t1, target: instance, mode: auto,
                 vars: {service_name: service, absent: nothing}, minAge: 1m, cooldown: 2m, maxAttempts: 3,
                 verifyWithin: 4m, expiresAfter: 5m}
              - {name: second, match: ['alertname=~".+"'], template: t2, target: host}
            """);

    private static Playbook of(Map<String, String> labels) {
        return Playbook.of(BOOK, labels, labels);
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        Playbook playbook = Playbook.of(
                BOOK,
                Map.of("alertname", "NginxDown", "instance", "web1:9113", "service", "nginx"),
                Map.of("alertname", "NginxDown", "service", "cut"));
        assertThat(playbook)
                .isEqualTo(new Playbook(
                        "first",
                        "t1",
                        "web1",
                        Map.of("service_name", "nginx", "absent", ""),
                        Remediation.Mode.AUTO,
                        60_000,
                        120_000,
                        3,
                        240_000,
                        300_000,
                        Map.of("alertname", "NginxDown", "service", "cut")));
    }

    @Test
    void aRuleThatIsOffShadowsThoseBelow() {
        assertThat(of(Map.of("alertname", "Fragile", "host", "h"))).isNull();
    }

    @Test
    void dryRunUnlessToldOtherwise() {
        Playbook playbook = of(Map.of("alertname", "Else", "host", "h"));
        assertThat(playbook.rule()).isEqualTo("second");
        assertThat(playbook.mode()).isEqualTo(Remediation.Mode.DRY_RUN);
    }

    @Test
    void noRuleNoPlaybook() {
        assertThat(of(Map.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "web1 | web1",
                "web1:9100 | web1",
                "web1.example.org:443 | web1.example.org",
                "10.0.0.1:80 | 10.0.0.1",
                "[2001:db8::1]:9100 | 2001:db8::1",
                "2001:db8::1 | 2001:db8::1",
                "https://web1/x | https://web1/x",
                "web1:http | web1:http",
                ":9100 | :9100"
            },
            delimiter = '|')
    void thePortIsCutOff(String instance, String target) {
        assertThat(of(Map.of("alertname", "Else", "host", instance)).target()).isEqualTo(target);
    }
}
