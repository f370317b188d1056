package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.http.UrlText;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlpiSearchTest extends GlpiFixture {
    @ParameterizedTest
    @CsvSource({
        "^[corr:7f3a], 1",
        "^[CORR:7F3A], 1",
        "7f3a] web, 1",
        "^web, 0",
        "^[corr:7f3a] web-01 down$, 1",
        "^[corr:7f3a]$, 0",
        "corr%web, 1",
        "corr_7f3a, 0",
    })
    void matchesTextsAsTheDatabaseDoes(String text, int hits) throws IOException {
        ticket("[corr:7f3a] web-01 down");
        ticket("other");
        Http.Reply reply = tech.get(
                "/Ticket/?searchText[name]=" + UrlText.encode(text) + "&only_id=true&get_hateoas=false&range=0-9");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(hits == 0 ? "[]" : "[{\"id\":1}]");
        assertThat(reply.header("Content-Range")).isEqualTo(hits == 0 ? "" : "0-0/1");
    }

    @Test
    void pagesLists() throws IOException {
        for (int i = 0; i < 18; i++) {
            ticket("t" + i);
        }
        Http.Reply byDefault = tech.get("/Ticket/");
        assertThat(byDefault.status()).isEqualTo(206);
        assertThat(byDefault.json()).hasSize(15);
        assertThat(byDefault.header("Content-Range")).isEqualTo("0-15/18");
        assertThat(tech.get("/Ticket/abc").status()).isEqualTo(206);
        assertThat(tech.get("/Ticket/?range=0-99").status()).isEqualTo(200);
        assertThat(tech.get("/Ticket/?range=5-6").json().get(0).get("id").asInt())
                .isEqualTo(6);
        assertThat(tech.get("/Ticket/?range=99-100").code()).isEqualTo("ERROR_RANGE_EXCEED_TOTAL");
        assertThat(tech.get("/Ticket/?range=abc").code()).isEqualTo("ERROR");
        assertThat(tech.get("/Ticket/?sort=nope").message()).startsWith("sort param is not a field of glpi_tickets");
        assertThat(tech.get("/Ticket/?sort=id&order=DESC&range=0-0")
                        .json()
                        .get(0)
                        .get("id")
                        .asInt())
                .isEqualTo(18);
        assertThat(tech.get("/Ticket/?searchText[externalid]=x").code()).isEqualTo("ERROR_FIELD_NOT_FOUND");
        assertThat(tech.get("/getMultipleItems?items[0][itemtype]=Ticket&items[0][items_id]=1"
                                + "&items[1][itemtype]=Ticket&items[1][items_id]=4242")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void searchesByNumberedColumns() throws IOException {
        ticket("first");
        ticket("[corr:ab] second");
        tech.put("/Ticket/1", "{'input':{'status':6}}");
        assertThat(search("1", "contains", "^[corr:ab]").toString())
                .isEqualTo("[{\"1\":\"[corr:ab] second\",\"2\":2,\"12\":1,\"80\":\"Root entity > Tenant A\"}]");
        assertThat(search("12", "equals", "notclosed")).hasSize(1);
        assertThat(search("12", "equals", "old")).hasSize(1);
        assertThat(search("15", "morethan", "2001-01-01 00:00:00")).hasSize(2);
        assertThat(tech.get(criterion("1", "contains", "^[corr:ab]") + "&uid_cols=true")
                        .json()
                        .get("data")
                        .get(0)
                        .get("Ticket.Entity.completename")
                        .asText())
                .isEqualTo("Root entity > Tenant A");
    }

    @Test
    void saysNoWhereTheRealOneWould() throws IOException {
        ticket("first");
        assertThat(search("1", "equals", "first")).as("compares the id").isEmpty();
        assertThat(search("1", "equals", "1 abc")).as("compares the id").hasSize(1);
        assertThat(search("1", "zzz", "first")).isEmpty();
        Http.Reply none = tech.get(criterion("1", "contains", "nothing"));
        assertThat(none.text()).contains("\"content-range\":\"0--1/0\"");
        assertThat(none.json().has("data")).isFalse();
        assertThat(none.header("Content-Range")).isEmpty();
        assertThat(tech.get(criterion("99999", "contains", "x")).message()).startsWith("Bad field ID");
        assertThat(tech.get(criterion("13", "equals", "1")).message()).startsWith("Forbidden field ID");
        assertThat(tech.get("/search/Ticket?criteria[0][field]=1&criteria[0][value]=x")
                        .message())
                .startsWith("Malformed search criteria");
        assertThat(tech.get("/search/Ticket?range=50-60").code()).isEqualTo("ERROR_RANGE_EXCEED_TOTAL");
        assertThat(tech.get("/search/Nope").status()).isEqualTo(400);
    }

    @Test
    void searchesComputersByState() throws IOException {
        tech.put("/Computer/3", "{'input':{'states_id':2}}");
        Http.Reply reply = tech.get("/search/Computer?criteria[0][field]=31&criteria[0][searchtype]=equals"
                + "&criteria[0][value]=2&forcedisplay[0]=2&forcedisplay[1]=31");
        assertThat(reply.json().get("data").toString())
                .isEqualTo("[{\"1\":\"db-01\",\"2\":3,\"31\":\"Maintenance\",\"80\":\"Root entity > Tenant A\"}]");
    }

    private com.fasterxml.jackson.databind.JsonNode search(String field, String type, String value) throws IOException {
        return tech.get(criterion(field, type, value)).json().path("data");
    }

    private static String criterion(String field, String type, String value) {
        return "/search/Ticket?criteria[0][field]=" + field + "&criteria[0][searchtype]=" + type
                + "&criteria[0][value]=" + UrlText.encode(value) + "&forcedisplay[0]=2&forcedisplay[1]=12";
    }
}
