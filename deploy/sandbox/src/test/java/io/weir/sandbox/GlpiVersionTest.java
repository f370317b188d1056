package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiOptions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What GLPI 11 does differently, and what business rules and the trash do. */
class GlpiVersionTest {
    @Test
    void elevenKeepsAndShowsTheExternalId() throws IOException {
        try (Sandbox eleven = Sandbox.start(
                SandboxOptions.defaults().withGlpi(GlpiOptions.defaults().withVersion(11)))) {
            Http tech = login(eleven);
            int id = tech.created("/Ticket", "{'input':{'name':'x','entities_id':1,'externalid':'k'}}");
            assertThat(tech.get("/Ticket/" + id).json().get("externalid").asText())
                    .isEqualTo("k");
            assertThat(tech.get("/Ticket/?searchText[externalid]=k").json()).hasSize(1);
            assertThat(eleven.ticket(id).orElseThrow().externalId()).isEqualTo("k");
        }
    }

    @Test
    void aBusinessRuleRewritesTheUrgency() throws IOException {
        try (Sandbox ruled = Sandbox.start(
                SandboxOptions.defaults().withGlpi(GlpiOptions.defaults().withRuleUrgency(2)))) {
            Http tech = login(ruled);
            int id = tech.created("/Ticket", "{'input':{'name':'x','entities_id':1,'urgency':5}}");
            assertThat(ruled.ticket(id).orElseThrow().urgency()).isEqualTo(2);
            tech.put("/Ticket/" + id, "{'input':{'id':" + id + ",'urgency':4}}");
            assertThat(ruled.ticket(id).orElseThrow().urgency()).isEqualTo(2);
        }
    }

    private static Http login(Sandbox sandbox) throws IOException {
        Http anonymous = new Http(sandbox.glpiUrl().toString(), "App-Token", "sandbox-app-token");
        Http.Reply reply =
                anonymous.with("Authorization", "user_token sandbox-user-token").get("/initSession");
        return anonymous.with("Session-Token", reply.json().get("session_token").asText());
    }
}
