package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.sandbox.http.RequestRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FaultTest extends GlpiFixture {
    private static final String INPUT = "{'input':{'name':'x','entities_id':1}}";

    @Test
    void answersWithAStatusAsOftenAsAsked() throws IOException {
        sandbox.fault(
                Fault.glpi(FaultKind.STATUS).on("POST", "/Ticket").times(2).answering(429, Map.of("Retry-After", "7")));
        assertThat(tech.get("/Ticket/").status()).as("another method").isEqualTo(200);
        assertThat(tech.post("/TicketTask", INPUT).status()).as("another path").isEqualTo(400);
        Http.Reply reply = tech.post("/Ticket", INPUT);
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("7");
        assertThat(tech.post("/Ticket", INPUT).status()).isEqualTo(429);
        assertThat(sandbox.tickets()).isEmpty();
        assertThat(tech.post("/Ticket", INPUT).status()).isEqualTo(201);
        assertThat(sandbox.faults().active()).isEmpty();
    }

    @Test
    void answersWithPagesThatAreNoAnswers() throws IOException {
        sandbox.fault(Fault.glpi(FaultKind.MAINTENANCE_PAGE));
        sandbox.fault(Fault.glpi(FaultKind.EMPTY));
        sandbox.fault(Fault.glpi(FaultKind.BAD_GATEWAY));
        Http.Reply maintenance = tech.post("/Ticket", INPUT);
        assertThat(maintenance.status()).isEqualTo(200);
        assertThat(maintenance.text()).contains("MAINTENANCE MODE");
        Http.Reply empty = tech.post("/Ticket", INPUT);
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.text()).isEmpty();
        Http.Reply gateway = tech.post("/Ticket", INPUT);
        assertThat(gateway.status()).isEqualTo(502);
        assertThat(gateway.header("Content-Type")).startsWith("text/html");
        assertThat(sandbox.tickets()).isEmpty();
    }

    @Test
    void dropsBeforeAndAfterTheEffect() {
        sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("POST", "/Ticket"));
        assertThatThrownBy(() -> tech.post("/Ticket", INPUT)).isInstanceOf(IOException.class);
        assertThat(sandbox.tickets()).isEmpty();
        sandbox.fault(Fault.glpi(FaultKind.DROP_AFTER).on("POST", "/Ticket"));
        assertThatThrownBy(() -> tech.post("/Ticket", INPUT)).isInstanceOf(IOException.class);
        assertThat(sandbox.tickets()).hasSize(1);
    }

    @Test
    void commitsLateEvenWhenTheClientHangsUp() throws IOException {
        sandbox.fault(Fault.glpi(FaultKind.DELAY_BEFORE).on("POST", "/Ticket").delayed(Duration.ofMillis(400)));
        hangUpAfterSending();
        await().until(() -> sandbox.requests().stream().anyMatch(r -> r.path().equals("/Ticket")));
        assertThat(sandbox.tickets()).isEmpty();
        await().until(() -> sandbox.tickets().size() == 1);
    }

    @Test
    void commitsWithoutAnyFaultWhenTheClientHangsUp() throws IOException {
        hangUpAfterSending();
        await().until(() -> sandbox.tickets().size() == 1);
    }

    private void hangUpAfterSending() throws IOException {
        String body = INPUT.replace('\'', '"');
        String session = tech.request("GET", "/", null)
                .headers()
                .firstValue("Session-Token")
                .orElseThrow();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            String request = "POST /apirest.php/Ticket HTTP/1.1\r\nHost: x\r\nApp-Token: sandbox-app-token\r\n"
                    + "Session-Token: " + session + "\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void commitsFirstAndAnswersLate() {
        sandbox.fault(Fault.glpi(FaultKind.DELAY_AFTER).on("POST", "/Ticket").delayed(Duration.ofMillis(600)));
        CompletableFuture<HttpResponse<String>> answer = Http.CLIENT.sendAsync(
                tech.request("POST", "/Ticket", INPUT.replace('\'', '"')), HttpResponse.BodyHandlers.ofString());
        await().until(() -> sandbox.tickets().size() == 1);
        assertThat(answer.isDone()).isFalse();
        assertThat(answer.join().statusCode()).isEqualTo(201);
    }

    @Test
    void endsTheSession() throws IOException {
        sandbox.fault(Fault.glpi(FaultKind.SESSION_INVALID).on("POST", "/Ticket"));
        assertThat(tech.post("/Ticket", INPUT).code()).isEqualTo("ERROR_SESSION_TOKEN_INVALID");
        assertThat(tech.post("/Ticket", INPUT).status())
                .as("the session stays dead")
                .isEqualTo(401);
        assertThat(login("sandbox-user-token").post("/Ticket", INPUT).status()).isEqualTo(201);
        sandbox.fault(Fault.awx(FaultKind.SESSION_INVALID));
        Http awx = new Http(sandbox.awxUrl().toString(), "Authorization", "Bearer sandbox-awx-token");
        assertThat(awx.get("me/").status()).isEqualTo(401);
        assertThat(awx.get("me/").status()).isEqualTo(200);
    }

    @Test
    void handlesTwice() throws IOException {
        sandbox.fault(Fault.glpi(FaultKind.DUPLICATE).on("POST", "/Ticket"));
        assertThat(tech.post("/Ticket", INPUT).status()).isEqualTo(201);
        assertThat(sandbox.tickets()).hasSize(2);
    }

    @Test
    void losesTheAnswerOfALaunch() throws IOException {
        sandbox.fault(Fault.awx(FaultKind.DROP_AFTER).on("POST", "/job_templates/*/launch"));
        Http awx = new Http(sandbox.awxUrl().toString(), "Authorization", "Bearer sandbox-awx-token");
        int label = awx.created("labels/", "{'name':'rem-9','organization':1}");
        assertThatThrownBy(() -> awx.post("job_templates/7/launch/", "{'labels':[" + label + "]}"))
                .isInstanceOf(IOException.class);
        assertThat(awx.get("jobs/?labels__name=rem-9").json().get("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void isSwitchedOverHttp() throws IOException {
        Http control = new Http(sandbox.url() + "sandbox");
        assertThat(control.post("/faults", "{'target':'glpi','kind':'delay-after','method':'POST','times':-1}")
                        .status())
                .isEqualTo(201);
        assertThat(control.get("/faults").json().get(0).get("times").asInt()).isEqualTo(-1);
        assertThat(control.post("/faults", "{'target':'glpi','kind':'nope'}").status())
                .isEqualTo(400);
        assertThat(control.post("/faults", "{'target':'glpi','kind':'empty','tymes':3}")
                        .text())
                .contains("tymes");
        assertThat(control.post("/faults", "{'target':'x','kind':'empty'}").status())
                .isEqualTo(400);
        assertThat(control.with("Content-Type", "text/plain")
                        .post("/faults", "{}")
                        .status())
                .isEqualTo(415);
        assertThat(control.send("DELETE", "/faults", null).status()).isEqualTo(204);
        assertThat(control.get("/faults").json()).isEmpty();
    }

    @Test
    void recordsEveryRequest() throws IOException {
        sandbox.clearRequests();
        tech.post("/Ticket", INPUT);
        tech.get("/Ticket/?range=0-1");
        anonymous.post("/initSession", "{'login':'weir','password':'weir'}");
        assertThat(sandbox.requests())
                .extracting(RequestRecord::method, RequestRecord::path, RequestRecord::user, RequestRecord::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("POST", "/Ticket", "weir", 201),
                        org.assertj.core.groups.Tuple.tuple("GET", "/Ticket/?range=0-1", "weir", 200),
                        org.assertj.core.groups.Tuple.tuple("POST", "/initSession", null, 200));
        assertThat(sandbox.requests().get(0).body()).contains("\"name\":\"x\"");
        assertThat(sandbox.requests().get(2).body()).as("no password is kept").isEmpty();
        assertThat(new Http(sandbox.url() + "sandbox").get("/requests").json()).hasSize(3);
    }
}
