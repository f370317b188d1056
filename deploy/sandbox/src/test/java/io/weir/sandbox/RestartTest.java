package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.sandbox.awx.AwxJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest extends AwxFixture {
    @TempDir
    Path folder;

    @Override
    SandboxOptions options() {
        return super.options().withStateFolder(folder);
    }

    private void restart() {
        stop();
        start();
    }

    private Http glpi() throws IOException {
        Http http = new Http(sandbox.glpiUrl().toString(), "App-Token", "sandbox-app-token");
        Http.Reply reply =
                http.with("Authorization", "user_token sandbox-user-token").get("/initSession");
        return http.with("Session-Token", reply.json().get("session_token").asText());
    }

    @Test
    void keepsTickets() throws IOException {
        Http glpi = glpi();
        glpi.created("/Ticket", "{'input':{'name':'kept','_groups_id_assign':1}}");
        glpi.created("/TicketTask", "{'input':{'tickets_id':1,'content':'c','uuid':'inc-1'}}");
        var before = sandbox.ticket(1).orElseThrow();
        restart();
        assertThat(sandbox.ticket(1).orElseThrow()).isEqualTo(before);
        assertThat(glpi().post("/TicketTask", "{'input':{'tickets_id':1,'content':'c','uuid':'inc-1'}}")
                        .status())
                .isEqualTo(400);
        assertThat(glpi().created("/Ticket", "{'input':{'name':'next'}}")).isEqualTo(2);
    }

    @Test
    void survivesALineCutShortButNotDamage() throws IOException {
        glpi().created("/Ticket", "{'input':{'name':'kept'}}");
        stop();
        Path file = folder.resolve("glpi.jsonl");
        Files.writeString(file, "{\"table\":\"Tick", StandardOpenOption.APPEND);
        start();
        glpi().created("/Ticket", "{'input':{'name':'after'}}");
        restart();
        assertThat(sandbox.tickets()).hasSize(2);
        Files.writeString(file, "{broken\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Sandbox.start(options()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged at byte");
    }

    @Test
    void failsWhatWasRunningAndResumesWhatWasPending() throws IOException {
        int label = label("rem-1");
        int running = launch(8, "{'labels':[" + label + "]}");
        int pending = launch(8, "{}");
        awaitStatus(running, "running");
        restart();
        AwxJob reaped = sandbox.job(running).orElseThrow();
        assertThat(reaped.status()).isEqualTo("failed");
        assertThat(reaped.explanation())
                .isEqualTo("Task was marked as running but was not present in the job queue, so it has been marked as"
                        + " failed.");
        assertThat(user.get("/api/v2/jobs/?labels__name=rem-1")
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(user.post("/api/v2/labels/", "{'name':'rem-1','organization':1}")
                        .status())
                .isEqualTo(400);
        gate.release();
        awaitStatus(pending, "successful");
    }
}
