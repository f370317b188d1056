package io.weir.sink.awx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Remediation;
import io.weir.sink.Fixtures;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchRulesTest {
    private static final AwxOptions.Tenant TENANT = new AwxOptions.Tenant("Default", Set.of("restart service"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all",
                "ungrouped",
                "*",
                "web*",
                "web-01,db-01",
                "web-01:db-01",
                "!web",
                "&web",
                "~web.*",
                "@file",
                "web[1:9]",
                "-l",
                "web 01",
                "web-01\n",
                "{{ x }}",
                ".web"
            })
    void whatIsNotOneHostIsNoTarget(String target) {
        assertThatThrownBy(() -> LaunchRules.checkTarget(target))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo("target-invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-01", "web_01.example.org", "10.0.0.5"})
    void hostNamesAreTargets(String target) throws RefusedException {
        LaunchRules.checkTarget(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ lookup('pipe','id') }}", "{% raw %}", "{# x #}", "a\u0000b", "a\nb", "\u001b[31m"})
    void valuesThatCouldDoMoreAreRefused(String value) {
        assertRefused(Map.of("service", value), "variable-unsafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ansible_connection", "ANSIBLE_HOST", "awx_user_id", "a b", "1st", "a-b", ""})
    void namesThatChangeHowAnsibleWorksAreRefused(String name) {
        assertRefused(Map.of(name, "x"), "variable-unsafe");
    }

    @Test
    void lengthIsCountedInBytes() throws RefusedException {
        assertRefused(Map.of("service", "ü".repeat(513)), "variable-unsafe");
        assertThat(variables(Map.of("service", "ü".repeat(512)))).containsKey("service");
    }

    @Test
    void ourVariablesCannotBeReplaced() throws RefusedException {
        assertThat(variables(Map.of("remediation_id", "other", "service", "nginx")))
                .containsEntry("remediation_id", "rem-1")
                .containsEntry("incident_id", Fixtures.INCIDENT)
                .containsEntry("service", "nginx");
    }

    @Test
    void onlyListedTemplatesOfTheOwnOrganizationAreAllowed() throws RefusedException {
        LaunchRules.checkAllowed(request("restart service", Map.of()), TENANT);
        LaunchRules.checkAllowed(request("restart service++Default", Map.of()), TENANT);
        for (String template : new String[] {"reboot", "restart service++Other", "Restart Service"}) {
            assertThatThrownBy(() -> LaunchRules.checkAllowed(request(template, Map.of()), TENANT))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo("template-not-allowed"));
        }
        assertThatThrownBy(() -> LaunchRules.checkAllowed(request("restart service", Map.of()), null))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void anOldRequestIsNotLaunched() {
        Remediation request = request("restart service", Map.of());
        assertThatThrownBy(() -> LaunchRules.checkWanted(request, Instant.ofEpochMilli(request.expiresAt() + 1)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo("expired"));
    }

    private static void assertRefused(Map<String, String> vars, String reason) {
        assertThatThrownBy(() -> variables(vars))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Map<String, String> variables(Map<String, String> vars) throws RefusedException {
        return LaunchRules.variables(request("restart service", vars));
    }

    private static Remediation request(String template, Map<String, String> vars) {
        return Fixtures.remediation("rem-1", template, "web-01", vars, Remediation.Mode.AUTO);
    }
}
