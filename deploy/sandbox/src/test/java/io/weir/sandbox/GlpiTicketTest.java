package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiTicket;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GlpiTicketTest extends GlpiFixture {
    @Test
    void createsWithEverything() throws IOException {
        Http.Reply reply = tech.post(
                "/Ticket",
                "{'input':{'name':'[alert] web-01','content':'<p>97%</p>','urgency':4,'impact':4,'priority':6,'type':1,"
                        + "'entities_id':1,'itilcategories_id':1,'requesttypes_id':7,'externalid':'k','nonsense':1,"
                        + "'_groups_id_assign':1,'_users_id_requester':[7,2],'items_id':{'Computer':[1,3]}}}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("location")).isEqualTo(sandbox.glpiUrl() + "/Ticket/1");
        assertThat(reply.json().get("message").asText()).isEqualTo("Item successfully added: [alert] web-01 (1)");
        GlpiTicket ticket = sandbox.ticket(1).orElseThrow();
        assertThat(ticket.status()).isEqualTo(2);
        assertThat(ticket.priority()).isEqualTo(4);
        assertThat(ticket.requestType()).isEqualTo(7);
        assertThat(ticket.actors()).contains(new GlpiTicket.Actor("Group", 1, 2), new GlpiTicket.Actor("User", 7, 1));
        assertThat(ticket.items()).hasSize(2);
        assertThat(tech.get("/Ticket/1").json().has("externalid")).isFalse();
        assertThat(tech.get("/Ticket/1/Group_Ticket?get_hateoas=false").json()).hasSize(1);
    }

    @Test
    void encodesAngleBracketsUnlessToldNotTo() throws IOException {
        String name = "a > b & 漢 🚨";
        int id = tech.created("/Ticket", "{'input':{'name':'" + name + "','content':'<b>1</b>\\r\\n2'}}");
        assertThat(tech.get("/Ticket/" + id).json().get("content").asText()).isEqualTo("&#60;b&#62;1&#60;/b&#62;\n2");
        Http plain = tech.with("X-GLPI-Sanitized-Content", "false");
        assertThat(plain.get("/Ticket/" + id).json().get("name").asText()).isEqualTo(name);
        assertThat(plain.get("/Ticket/").json().get(0).get("content").asText()).isEqualTo("<b>1</b>\n2");
    }

    @Test
    void acceptsAlmostAnything() throws IOException {
        int empty = tech.created("/Ticket", "{'input':{}}");
        int fromContent = tech.created("/Ticket", "{'input':{'content':'<p>only content</p>'}}");
        int odd = tech.created("/Ticket", "{'input':{'name':'odd','status':42,'type':7,'urgency':99}}");
        int longName = tech.created("/Ticket", "{'input':{'name':'" + "n".repeat(300) + "'}}");
        assertThat(sandbox.ticket(empty).orElseThrow().name()).isEmpty();
        assertThat(sandbox.ticket(fromContent).orElseThrow().name()).isEqualTo("only content");
        assertThat(sandbox.ticket(odd).orElseThrow().urgency()).isEqualTo(3);
        assertThat(status(odd)).isEqualTo(42);
        assertThat(sandbox.ticket(longName).orElseThrow().name()).hasSize(255);
        assertThat(ticket("twice")).isNotEqualTo(ticket("twice"));
    }

    @Test
    void refusesWhatTheDatabaseRefuses() throws IOException {
        Http.Reply entity = tech.post("/Ticket", "{'input':{'name':'x','entities_id':9999}}");
        assertThat(entity.status()).isEqualTo(400);
        assertThat(entity.message()).isEqualTo("You don't have permission to perform this action.");
        assertThat(tech.post("/Ticket", "{'input':{'date':'2026-11-01T10:00:00Z'}}")
                        .message())
                .isEqualTo("Incorrect value for date field.");
        Http.Reply fatal = tech.post("/Ticket", "{'input':{'urgency':'abc'}}");
        assertThat(fatal.status()).isEqualTo(200);
        assertThat(fatal.text()).isEmpty();
        assertThat(tech.put("/Ticket/" + ticket("x"), "{'input':{'status':'solved'}}")
                        .message())
                .isEqualTo("Incorrect integer value: 'solved' for column `glpi`.`glpi_tickets`.`status` at row 1");
        assertThat(sandbox.tickets()).hasSize(1);
    }

    @Test
    void clonesWhenAnExistingIdIsSent() throws IOException {
        int original = tech.created("/Ticket", "{'input':{'name':'a','type':2,'entities_id':1}}");
        int copy = tech.created("/Ticket", "{'input':{'id':" + original + ",'name':'b'}}");
        assertThat(copy).isNotEqualTo(original);
        assertThat(sandbox.ticket(copy).orElseThrow().type()).isEqualTo(2);
        assertThat(tech.created("/Ticket", "{'input':{'id':5000,'name':'free'}}"))
                .isEqualTo(5000);
        assertThat(ticket("next")).isEqualTo(5001);
    }

    @Test
    void setsPriorityOnCreateForAdministratorsOnly() throws IOException {
        int byAdmin = admin.created("/Ticket", "{'input':{'name':'p','priority':6}}");
        int byTech = tech.created("/Ticket", "{'input':{'name':'p','priority':6}}");
        assertThat(sandbox.ticket(byAdmin).orElseThrow().priority()).isEqualTo(6);
        assertThat(sandbox.ticket(byTech).orElseThrow().priority()).isEqualTo(3);
        tech.put("/Ticket/" + byTech, "{'input':{'priority':6}}");
        assertThat(sandbox.ticket(byTech).orElseThrow().priority()).isEqualTo(6);
    }

    @Test
    void answersBulkRequestsItemByItem() throws IOException {
        Http.Reply good = tech.post("/Ticket", "{'input':[{'name':'b1'},{'name':'b2'}]}");
        assertThat(good.status()).isEqualTo(201);
        assertThat(good.header("link")).contains("/Ticket/1,").endsWith("/Ticket/2");
        Http.Reply partial = tech.post("/Ticket", "{'input':[{'name':'b3'},{'name':'b4','entities_id':9}]}");
        assertThat(partial.status()).isEqualTo(207);
        assertThat(partial.code()).isEqualTo("ERROR_GLPI_PARTIAL_ADD");
        assertThat(partial.json().get(1).get(1).get("id").isBoolean()).isTrue();
        Http.Reply none = tech.post("/Ticket", "{'input':[{'entities_id':9},{'entities_id':9}]}");
        assertThat(none.status()).isEqualTo(400);
        assertThat(tech.post("/Ticket", "{'input':[]}").status()).isEqualTo(400);
        String many = IntStream.range(0, 120).mapToObj(i -> "{'name':'m'}").collect(Collectors.joining(","));
        assertThat(tech.post("/Ticket", "{'input':[" + many + "]}").status()).isEqualTo(502);
        assertThat(sandbox.tickets()).hasSize(123);
    }

    @Test
    void updatesAndSaysHowManyWereThere() throws IOException {
        int id = ticket("u");
        assertThat(tech.put("/Ticket/" + id, "{'input':{'status':2}}").text())
                .isEqualTo("[{\"" + id + "\":true,\"message\":\"\"}]");
        assertThat(tech.send("PATCH", "/Ticket/" + id, "{\"input\":{\"status\":3}}")
                        .status())
                .isEqualTo(200);
        assertThat(tech.put("/Ticket/999", "{'input':{'status':2}}").text()).isEqualTo("[\"ERROR_GLPI_UPDATE\",null]");
        assertThat(tech.put("/Ticket", "{'input':{'status':2}}").text()).isEqualTo("[[]]");
        Http.Reply bulk = tech.put("/Ticket", "{'input':[{'id':" + id + ",'status':2},{'id':999,'status':2}]}");
        assertThat(bulk.status()).isEqualTo(207);
        assertThat(bulk.json().get(1)).hasSize(1);
        assertThat(tech.put("/Ticket", "{'input':[{'id':999}]}").text()).isEqualTo("[\"ERROR_GLPI_UPDATE\",[]]");
        assertThat(tech.put("/Ticket/" + id, "{}").code()).isEqualTo("ERROR_BAD_ARRAY");
    }

    @Test
    void walksThroughEveryStatus() throws IOException {
        int id = ticket("walk");
        for (int status : new int[] {2, 3, 4, 1, 5, 6, 2, 1, 42}) {
            assertThat(tech.put("/Ticket/" + id, "{'input':{'status':" + status + "}}")
                            .status())
                    .isEqualTo(200);
            GlpiTicket ticket = sandbox.ticket(id).orElseThrow();
            assertThat(ticket.solved() != null).isEqualTo(status == 5 || status == 6);
            assertThat(ticket.closed() != null).isEqualTo(status == 6);
        }
    }

    @Test
    void deletesForAdministratorsOnly() throws IOException {
        int id = ticket("[corr:1] gone");
        assertThat(tech.send("DELETE", "/Ticket/" + id, null).code()).isEqualTo("ERROR_GLPI_DELETE");
        assertThat(admin.send("DELETE", "/Ticket/" + id, null).status()).isEqualTo(200);
        assertThat(tech.get("/Ticket/?searchText[name]=%5E[corr:1]").json()).isEmpty();
        assertThat(tech.get("/Ticket/?is_deleted=1").json()).hasSize(1);
        assertThat(tech.get("/Ticket/" + id).status()).isEqualTo(200);
        assertThat(admin.send("DELETE", "/Ticket/" + id + "?force_purge=true", null)
                        .status())
                .isEqualTo(200);
        assertThat(tech.get("/Ticket/" + id).code()).isEqualTo("ERROR_ITEM_NOT_FOUND");
        assertThat(tech.get("/Ticket/" + id).status()).isEqualTo(404);
    }

    @Test
    void listsStatesToAdministratorsOnlyAndSetsMaintenance() throws IOException {
        assertThat(tech.get("/State/").status()).isEqualTo(403);
        assertThat(admin.get("/State/").json()).hasSize(2);
        assertThat(tech.post("/State", "{'input':{'name':'x'}}").status()).isEqualTo(400);
        assertThat(admin.post("/State", "{'input':{'name':'Maintenance'}}").message())
                .isEqualTo("Status of items must be unique!");
        assertThat(tech.get("/Computer/?searchText[name]=%5Eweb-01$&get_hateoas=false")
                        .json())
                .hasSize(2);
        tech.put("/Computer/1", "{'input':{'states_id':2}}");
        Http.Reply expanded = tech.get("/Computer/1?expand_dropdowns=true");
        assertThat(expanded.json().get("states_id").asText()).isEqualTo("Maintenance");
        assertThat(expanded.json().get("entities_id").asText()).isEqualTo("Root entity &#62; Tenant A");
        assertThat(tech.get("/Entity/?searchText[tag]=tenant-a").json()).hasSize(1);
        assertThat(tech.get("/Group/").json()).hasSize(1);
        assertThat(tech.get("/ITILCategory/").json()).hasSize(1);
        assertThat(admin.post("/Entity", "{'input':{'name':'Tenant B'}}").message())
                .startsWith("Duplicate entry");
        int entity = admin.created("/Entity", "{'input':{'name':'Tenant C'}}");
        assertThat(tech.created("/Ticket", "{'input':{'name':'c','entities_id':" + entity + "}}"))
                .isPositive();
    }
}
