package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest extends GlpiFixture {
    @Test
    void saysWhatItIsAndNeedsNothingElse() throws IOException {
        Http.Reply page = new Http(sandbox.url().toString()).get("");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.text().replaceAll("\\s+", " "))
                .contains("Weir's own stand-in", "GLPI 10 and AWX 24", "neither GLPI nor AWX");
        assertThat(page.text()).doesNotContain("innerHTML", "http://", "https://");
        assertThat(Pattern.compile("<(script|link|img)[^>]*(src|href)=")
                        .matcher(page.text())
                        .find())
                .isFalse();
    }

    @Test
    void servesTicketsAndJobsAsJson() throws IOException {
        int id = tech.created("/Ticket", "{'input':{'name':'<b>t</b>','content':'<script>x</script>'}}");
        tech.post("/ITILFollowup", "{'input':{'itemtype':'Ticket','items_id':" + id + ",'content':'f'}}");
        Http control = new Http(sandbox.url() + "sandbox");
        Http.Reply list = control.get("/tickets");
        assertThat(list.header("Content-Type")).startsWith("application/json");
        assertThat(list.json().get(0).get("name").asText()).isEqualTo("<b>t</b>");
        assertThat(control.get("/tickets/" + id).json().get("followups")).hasSize(1);
        assertThat(control.get("/tickets/99").status()).isEqualTo(404);
        assertThat(control.get("/jobs").json()).isEmpty();
        assertThat(control.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void readsItsArguments() {
        assertThat(SandboxMain.options("--port", "1234", "--state", "x").port()).isEqualTo(1234);
        assertThatThrownBy(() -> SandboxMain.options("--porte", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--porte");
        assertThatThrownBy(() -> SandboxMain.options("--port")).isInstanceOf(IllegalArgumentException.class);
    }
}
