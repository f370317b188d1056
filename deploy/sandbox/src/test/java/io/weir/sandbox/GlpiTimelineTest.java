package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiTicket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GlpiTimelineTest extends GlpiFixture {
    @Test
    void keepsTaskUuidsUnique() throws IOException {
        int first = ticket("a");
        int second = ticket("b");
        assertThat(task(first, "Inc-1").status()).isEqualTo(201);
        Http.Reply again = task(second, "inc-1");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.code()).isEqualTo("ERROR_GLPI_ADD");
        assertThat(again.message()).isEqualTo("Duplicate entry 'inc-1' for key 'uuid'");
        assertThat(task(first, "z".repeat(256)).message()).isEqualTo("Data too long for column 'uuid' at row 1");
        assertThat(task(999, "inc-9").message()).isEqualTo("You don't have permission to perform this action.");
        Http.Reply found = tech.get("/TicketTask/?searchText[uuid]=%5EINC-1$&get_hateoas=false");
        assertThat(found.json()).hasSize(1);
        assertThat(found.json().get(0).get("tickets_id").asInt()).isEqualTo(first);
        assertThat(tech.get("/TicketTask/?searchText[uuid]=%5Einc$").text()).isEqualTo("[]");
        assertThat(tech.post("/TicketTask", "{'input':[" + taskInput(first, "u") + "," + taskInput(first, "U") + "]}")
                        .status())
                .isEqualTo(207);
    }

    @Test
    void letsExactlyOneOfEightClaimantsWin() throws Exception {
        List<Callable<Integer>> claims = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int mine = ticket("rival " + i);
            claims.add(() -> task(mine, "inc-race").status());
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : pool.invokeAll(claims)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(201, 400).containsOnlyOnce(201);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void freesTheUuidOnPurgeButNotInTheTrash() throws IOException {
        int gone = ticket("gone");
        int other = ticket("other");
        task(gone, "inc-2");
        admin.send("DELETE", "/Ticket/" + gone, null);
        assertThat(task(other, "inc-2").status()).isEqualTo(400);
        assertThat(tech.get("/TicketTask/?searchText[uuid]=%5Einc-2$").json()).hasSize(1);
        admin.send("DELETE", "/Ticket/" + gone + "?force_purge=true", null);
        assertThat(task(other, "inc-2").status()).isEqualTo(201);
    }

    @Test
    void showsClaimsOfOtherEntitiesButLetsNobodyInsertThere() throws IOException {
        int inA = ticket("a");
        task(inA, "inc-3");
        tech.post("/changeActiveEntities", "{'entities_id':2}");
        assertThat(tech.get("/TicketTask/?searchText[uuid]=%5Einc-3$").json()).hasSize(1);
        assertThat(task(inA, "inc-3").message()).isEqualTo("You don't have permission to perform this action.");
    }

    @Test
    void solvesReopensAndCloses() throws IOException {
        int id = ticket("s");
        assertThat(solution(id).json().get("message").asText()).isEqualTo("Item successfully added: 1");
        assertThat(status(id)).isEqualTo(5);
        Http.Reply second = solution(id);
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.message()).contains("already solved");
        assertThat(task(id, "n-1").status()).as("task on solved").isEqualTo(201);
        assertThat(followup(id, "note").status()).isEqualTo(201);
        assertThat(status(id)).isEqualTo(5);
        followup(id, "again','add_reopen':1,'x':'");
        assertThat(status(id)).isEqualTo(1);
        assertThat(sandbox.ticket(id).orElseThrow().solutions())
                .extracting(GlpiTicket.Solution::status)
                .containsExactly(4);
        solution(id);
        followup(id, "ok','add_close':1,'x':'");
        assertThat(status(id)).isEqualTo(6);
        assertThat(task(id, "n-2").status()).as("task on closed").isEqualTo(400);
        assertThat(solution(id).message()).isEqualTo("You don't have permission to perform this action.");
        assertThat(followup(id, "late").status()).as("follow-up on closed").isEqualTo(201);
        tech.post("/Group_Ticket", "{'input':{'tickets_id':" + id + ",'groups_id':1,'type':2}}");
        followup(id, "again','add_reopen':1,'x':'");
        assertThat(status(id)).as("assigned tickets reopen as assigned").isEqualTo(2);
        assertThat(tech.get("/Ticket/" + id + "/ITILFollowup?get_hateoas=false&range=0-99")
                        .json())
                .hasSize(5);
    }

    @Test
    void refusesFollowupsWithoutTextOrTicket() throws IOException {
        int id = ticket("f");
        assertThat(followup(id, "").message()).isEqualTo("You can't add a followup without description");
        assertThat(followup(999, "x").message()).isEqualTo("You don't have permission to perform this action.");
        assertThat(tech.post("/Ticket/" + id + "/ITILFollowup", "{'input':{'content':'x'}}")
                        .status())
                .as("the parent in the address is not used")
                .isEqualTo(400);
        admin.send("DELETE", "/Ticket/" + id, null);
        assertThat(followup(id, "in the trash").status()).isEqualTo(201);
    }

    @Test
    void refusesEveryRepeatedRelation() throws IOException {
        int a = ticket("a");
        int b = ticket("b");
        List<String[]> relations = List.of(
                new String[] {"/Group_Ticket", "{'input':{'tickets_id':" + a + ",'groups_id':1,'type':2}}"},
                new String[] {"/Ticket_User", "{'input':{'tickets_id':" + a + ",'users_id':2,'type':2}}"},
                new String[] {"/Item_Ticket", "{'input':{'itemtype':'Computer','items_id':1,'tickets_id':" + a + "}}"},
                new String[] {"/Ticket_Ticket", "{'input':{'tickets_id_1':" + a + ",'tickets_id_2':" + b + ",'link':2}}"
                });
        for (String[] relation : relations) {
            assertThat(tech.post(relation[0], relation[1]).status()).isEqualTo(201);
            assertThat(tech.post(relation[0], relation[1]).text()).isEqualTo("[\"ERROR_GLPI_ADD\",\"\"]");
        }
        assertThat(status(a)).as("an assignee makes it assigned").isEqualTo(2);
        assertThat(tech.post("/Item_Ticket", "{'input':{'itemtype':'Computer','items_id':9999,'tickets_id':" + a + "}}")
                        .status())
                .isEqualTo(201);
        assertThat(tech.post("/Item_Ticket", "{'input':{'itemtype':'Nope','items_id':1,'tickets_id':" + a + "}}")
                        .text())
                .isEmpty();
        assertThat(tech.get("/Computer/1/Item_Ticket?get_hateoas=false").json()).hasSize(1);
    }

    @Test
    void solvesDuplicatesWithTheirOriginal() throws IOException {
        int original = ticket("original");
        int duplicate = ticket("duplicate");
        tech.post(
                "/Ticket_Ticket",
                "{'input':{'tickets_id_1':" + duplicate + ",'tickets_id_2':" + original + ",'link':2}}");
        solution(original);
        assertThat(status(duplicate)).isEqualTo(5);
    }

    private Http.Reply task(int ticket, String uuid) throws IOException {
        return tech.post("/TicketTask", "{'input':" + taskInput(ticket, uuid) + "}");
    }

    private static String taskInput(int ticket, String uuid) {
        return "{'tickets_id':" + ticket + ",'content':'claim','uuid':'" + uuid + "','is_private':1,'state':0}";
    }

    private Http.Reply solution(int ticket) throws IOException {
        return tech.post("/ITILSolution", "{'input':{'itemtype':'Ticket','items_id':" + ticket + ",'content':'s'}}");
    }

    private Http.Reply followup(int ticket, String content) throws IOException {
        return tech.post(
                "/ITILFollowup",
                "{'input':{'itemtype':'Ticket','items_id':" + ticket + ",'content':'" + content + "'}}");
    }
}
