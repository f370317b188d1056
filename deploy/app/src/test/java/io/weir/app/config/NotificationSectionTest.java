package io.weir.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.schema.Severity;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Phase;
import io.weir.sink.notify.Route;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationSectionTest {
    private static final String GLPI = "glpi: {url: 'https://g.example.org/apirest.php', userToken: {value: x}}\n";
    private static final String SMTP = "smtp: {host: mail.example.org}\n";
    private static final String MAIL = "{name: mail, email: {to: [a@example.org], from: b@example.org}}";

    private static String tenant(String notifications) {
        return "tenants: [{name: a, tokens: [{value: x}], glpi: {entity: 0}, notifications: " + notifications
                + "}, {name: b, tokens: [{value: y}], glpi: {entity: 1}, notifications: {channels: [{name: foreign, slack:"
                + " {url: {value: z}}}]}}]\n";
    }

    @Test
    void isReadWithItsDefaults() {
        NotificationOptions options = ConfigFile.parse(
                        tenant("{channels: [" + MAIL + "], routes: [{severity: [critical], channels: [mail]}]}")
                                + GLPI
                                + SMTP,
                        Path.of(""))
                .notifications()
                .orElseThrow();
        assertThat(options.tenants().get("a").routes()).singleElement().satisfies((Route route) -> {
            assertThat(route.severities()).containsExactly(Severity.CRITICAL);
            assertThat(route.phases()).containsExactlyElementsOf(Phase.ALL);
        });
        assertThat(options.smtp().port()).isEqualTo(587);
        assertThat(options.tenants().get("b").routes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{channels: [MAIL], routes: [{channels: [foreign]}]} | tenants[0].notifications.routes[0].channels | no channel foreign of this tenant",
                "{channels: [MAIL], routes: [{severity: [critical]}]} | tenants[0].notifications.routes[0].channels | expected",
                "{channels: [MAIL], routes: [{severity: [bad], channels: [mail]}]} | tenants[0].notifications.routes[0].severity[0] | expected emergency, critical, warning or info",
                "{channels: [MAIL], routes: [{phases: [closed], channels: [mail]}]} | tenants[0].notifications.routes[0].phases[0] | expected opened, escalated",
                "{channels: [MAIL], routes: [{match: ['a=~\"(\"'], channels: [mail]}]} | tenants[0].notifications.routes[0].match[0] | RE2",
                "{channels: [MAIL, MAIL]} | tenants[0].notifications.channels[1].name | an earlier channel has",
                "{channels: [{name: x}]} | tenants[0].notifications.channels[0].name | exactly one of email, slack, webhook",
                "{channels: [{name: X, slack: {url: {value: s}}}]} | tenants[0].notifications.channels[0].name | lower-case",
                "{channels: [{name: x, email: {to: ['a@b.org, c@d.org'], from: a@b.org}}]} | tenants[0].notifications.channels[0].email.to[0] | an address such as",
                "{channels: [{name: x, email: {to: [], from: a@b.org}}]} | tenants[0].notifications.channels[0].email.to | at least one",
                "{channels: [{name: x, email: {to: [a@b.org], from: nobody}}]} | tenants[0].notifications.channels[0].email.from | an address such as",
                "{channels: [{name: x, slack: {url: {}}}]} | tenants[0].notifications.channels[0].slack.url | exactly one of env",
                "{channels: [{name: x, webhook: {url: 'ftp://x', secret: {value: s}}}]} | tenants[0].notifications.channels[0].webhook.url | https",
                "{channels: [{name: x, webhook: {url: 'https://x.org'}}]} | tenants[0].notifications.channels[0].webhook.secret | expected a secret",
                "{chanels: []} | tenants[0].notifications.chanels | did you mean channels",
            })
    void whatIsWrongIsNamedWithItsPath(String yaml, String path, String message) {
        refused(tenant(yaml.replace("MAIL", MAIL)) + GLPI + SMTP, path, message);
    }

    @Test
    void mailWantsAServerAndTellingWantsTheJob() {
        String mail = tenant("{channels: [" + MAIL + "]}");
        refused(mail + GLPI, "smtp", "expected a server");
        refused(mail + GLPI + "smtp: {host: h, username: u}\n", "smtp.username", "username and password");
        refused(mail + GLPI + "smtp: {host: h, tls: ssl}\n", "smtp.tls", "one of starttls, tls, none");
        refused(mail + SMTP, "tenants[0].notifications", "the job that writes tickets");
    }

    private static void refused(String yaml, String path, String message) {
        InvalidDocumentException refused =
                catchThrowableOfType(InvalidDocumentException.class, () -> ConfigFile.parse(yaml, Path.of("")));
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message() + " " + problem.remedy()).contains(message);
        });
    }
}
