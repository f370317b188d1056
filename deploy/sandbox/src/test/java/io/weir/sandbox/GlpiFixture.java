package io.weir.sandbox;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with a technician and an administrator signed in. */
abstract class GlpiFixture {
    Sandbox sandbox;
    /** App token only. */
    Http anonymous;

    Http tech;
    Http admin;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        anonymous = new Http(sandbox.glpiUrl().toString(), "App-Token", "sandbox-app-token");
        tech = login("sandbox-user-token");
        admin = login("sandbox-admin-token");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    Http login(String userToken) throws IOException {
        Http.Reply reply =
                anonymous.with("Authorization", "user_token " + userToken).get("/initSession");
        return anonymous.with("Session-Token", reply.json().get("session_token").asText());
    }

    int ticket(String name) throws IOException {
        return tech.created("/Ticket", "{'input':{'name':'" + name + "','content':'c','entities_id':1}}");
    }

    int status(int ticket) {
        return sandbox.ticket(ticket).orElseThrow().status();
    }
}
