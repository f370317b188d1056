package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiOptions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GlpiSessionTest extends GlpiFixture {
    private static final String BASIC = "Basic d2Vpcjp3ZWly";

    @Test
    void signsInByTokenByPasswordByBodyAndByQuery() throws IOException {
        assertThat(anonymous.with("Authorization", BASIC).get("/initSession").status())
                .isEqualTo(200);
        assertThat(anonymous
                        .post("/initSession", "{'login':'weir','password':'weir'}")
                        .status())
                .isEqualTo(200);
        assertThat(new Http(sandbox.glpiUrl().toString())
                        .get("/initSession?user_token=sandbox-user-token&app_token=sandbox-app-token")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesWrongCredentials() throws IOException {
        expect(anonymous.get("/initSession"), 400, "ERROR_LOGIN_PARAMETERS_MISSING");
        expect(anonymous.with("Authorization", "Basic d2Vpcjp4").get("/initSession"), 401, "ERROR_GLPI_LOGIN");
        expect(
                anonymous.with("Authorization", "user_token nope").get("/initSession"),
                401,
                "ERROR_GLPI_LOGIN_USER_TOKEN");
        expect(
                anonymous.with("Authorization", "user_token sandbox-gone-token").get("/initSession"),
                401,
                "ERROR_GLPI_LOGIN_USER_TOKEN");
    }

    @Test
    void refusesPasswordsWhenSwitchedOff() throws IOException {
        SandboxOptions options =
                SandboxOptions.defaults().withGlpi(GlpiOptions.defaults().withCredentialsLogin(false));
        try (Sandbox strict = Sandbox.start(options)) {
            Http http = new Http(strict.glpiUrl().toString(), "App-Token", "sandbox-app-token", "Authorization", BASIC);
            expect(http.get("/initSession"), 400, "ERROR_LOGIN_WITH_CREDENTIALS_DISABLED");
        }
    }

    @Test
    void wantsTheAppTokenBeforeTheSession() throws IOException {
        Http bare = new Http(sandbox.glpiUrl().toString());
        Http.Reply missing = bare.with("Session-Token", "whatever").get("/Ticket");
        expect(missing, 400, "ERROR_APP_TOKEN_PARAMETERS_MISSING");
        assertThat(missing.message()).endsWith("/apirest.php/#ERROR_APP_TOKEN_PARAMETERS_MISSING");
        expect(bare.with("App-Token", "nope").get("/Ticket"), 400, "ERROR_WRONG_APP_TOKEN_PARAMETER");
        expect(anonymous.get("/Ticket"), 400, "ERROR_SESSION_TOKEN_MISSING");
        expect(anonymous.get("/NoSuchThing"), 400, "ERROR_SESSION_TOKEN_MISSING");
        expect(anonymous.with("Session-Token", "bad token!").get("/Ticket"), 401, "ERROR_SESSION_TOKEN_INVALID");
    }

    @Test
    void endsSessionsWhenKilledOrExpired() throws IOException {
        assertThat(tech.get("/killSession").text()).isEqualTo("true");
        expect(tech.get("/killSession"), 401, "ERROR_SESSION_TOKEN_INVALID");
        sandbox.expireSessions();
        expect(admin.post("/Ticket", "{'input':{'name':'x'}}"), 401, "ERROR_SESSION_TOKEN_INVALID");
        assertThat(sandbox.tickets()).isEmpty();
    }

    @Test
    void refusesMalformedRequests() throws IOException {
        expect(tech.post("/Ticket", "{'input':{'name':"), 400, "ERROR_JSON_PAYLOAD_INVALID");
        expect(tech.post("/Ticket", "{'foo':1}"), 400, "ERROR_BAD_ARRAY");
        expect(tech.post("/Ticket", "{'input':'abc'}"), 400, "ERROR_BAD_ARRAY");
        expect(tech.send("POST", "/Ticket", null), 400, "ERROR_BAD_ARRAY");
        expect(
                tech.with("Content-Type", "text/plain").post("/Ticket", "{'input':{'name':'x'}}"),
                400,
                "ERROR_BAD_ARRAY");
        expect(tech.send("GET", "/Ticket", "{}"), 400, "ERROR_JSON_PAYLOAD_FORBIDDEN");
        expect(tech.get("/NoSuchThing"), 400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM");
        assertThat(tech.post("/Ticket", "{'input':{'content':'" + "x".repeat(1_100_000) + "'}}")
                        .status())
                .isEqualTo(413);
        assertThat(sandbox.tickets()).isEmpty();
    }

    @Test
    void keepsToTheActiveEntities() throws IOException {
        int inA = ticket("in A");
        assertThat(tech.post("/changeActiveEntities", "{'entities_id':4242}").text())
                .isEqualTo("false");
        expect(tech.post("/changeActiveEntities", "{'entities_id':0,'is_recursive':1}"), 400, "ERROR");
        assertThat(tech.post("/changeActiveEntities", "{'entities_id':2}").text())
                .isEqualTo("true");
        expect(tech.get("/Ticket/" + inA), 403, "ERROR_RIGHT_MISSING");
        expect(tech.post("/Ticket", "{'input':{'name':'x','entities_id':1}}"), 400, "ERROR_GLPI_ADD");
        assertThat(tech.get("/Ticket/").json()).isEmpty();
        assertThat(tech.get("/search/Ticket").json().get("totalcount").asInt()).isZero();
        int inB = tech.created("/Ticket", "{'input':{'name':'here'}}");
        assertThat(sandbox.ticket(inB).orElseThrow().entity()).isEqualTo(2);
    }

    private static void expect(Http.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
