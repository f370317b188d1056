package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwxLaunchTest extends AwxFixture {
    private static final String LAUNCH = "/api/v2/job_templates/7/launch/";

    @Test
    void launchesWithLimitLabelAndVariables() throws IOException {
        int label = label("rem-1");
        Http.Reply reply = user.post(
                LAUNCH,
                "{'limit':'web-01','labels':[" + label + "],'job_type':'check','extra_vars':{'remediation_id':'r'}}");
        assertThat(reply.status()).isEqualTo(201);
        JsonNode body = reply.json();
        assertThat(reply.header("Location")).isEqualTo("/api/v2/jobs/1/");
        assertThat(body.get("job").asInt()).isEqualTo(1);
        assertThat(body.get("ignored_fields")).isEmpty();
        assertThat(body.get("status").asText()).isEqualTo("pending");
        assertThat(body.get("extra_vars").asText()).isEqualTo("{\"remediation_id\":\"r\"}");
        assertThat(body.get("summary_fields")
                        .get("labels")
                        .get("results")
                        .get(0)
                        .get("name")
                        .asText())
                .isEqualTo("rem-1");
        awaitEnd(1);
        assertThat(runs).hasSize(1);
        assertThat(runs.peek().check()).isTrue();
        assertThat(runs.peek().hosts()).containsExactly("web-01");
    }

    @Test
    void ignoresWhatIsNotPromptedAndRunsOnTheWholeInventory() throws IOException {
        int label = label("rem-2");
        Http.Reply reply = user.post(
                "/api/v2/job_templates/9/launch/",
                "{'limit':'web-01','labels':[" + label + "],'job_type':'run','extra_vars':{'a':1}}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().get("ignored_fields").toString())
                .isEqualTo("{\"limit\":\"web-01\",\"labels\":[1],\"extra_vars\":{\"a\":1}}");
        assertThat(reply.json().get("limit").asText()).isEmpty();
        awaitEnd(1);
        assertThat(runs.peek().hosts()).containsExactly("web-01", "db-01");
        assertThat(user.get("/api/v2/jobs/?labels__name=rem-2")
                        .json()
                        .get("count")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'limit':null}|{"limit":["This field may not be null."]}
        {'job_type':'foobicate','inventory':87865}|{"job_type":["\\"foobicate\\" is not a valid choice."],"inventory":["Invalid pk \\"87865\\" - object does not exist."]}
        {'credentials':[48474]}|{"credentials":["Invalid pk \\"48474\\" - object does not exist."]}
        {'labels':[9]}|{"labels":["Invalid pk \\"9\\" - object does not exist."]}
        {'timeout':'soon'}|{"timeout":["A valid integer is required."]}
        {'extra_vars':[1]}|{"extra_vars":["Input type `list` is not a dictionary"]}
        {'labels':'x'}|{"labels":["Expected a list of items but got type \\"str\\"."]}
        """)
    void refusesWrongFieldsTogether(String body, String expected) throws IOException {
        Http.Reply reply = user.post(LAUNCH, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).isEqualTo(expected);
        assertThat(sandbox.jobs()).isEmpty();
    }

    @Test
    void refusesUnreadableBodies() throws IOException {
        assertThat(user.post(LAUNCH, "{'limit':'a',}").detail())
                .startsWith("JSON parse error - ")
                .endsWith("\nPossible cause: trailing comma.");
        assertThat(user.with("Content-Type", "text/plain").post(LAUNCH, "{}").status())
                .isEqualTo(415);
        assertThat(user.post(LAUNCH, "{'extra_vars':'{not json'}").text()).contains("Cannot parse as JSON (error: ");
        assertThat(user.post(LAUNCH, "[1]").status()).isEqualTo(400);
        assertThat(sandbox.jobs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}|'service' value missing
        {'service':'sshd'}|Value sshd for 'service' expected to be one of ['nginx', 'mariadb'].
        {'service':'nginx','grace':'5'}|Value 5 for 'grace' expected to be an integer.
        {'service':'nginx','grace':5.0}|Value 5.0 for 'grace' expected to be an integer.
        {'service':'nginx','grace':true}|Value true for 'grace' expected to be an integer.
        {'service':'nginx','grace':0}|'grace' value 0 is too small (must be at least 1).
        {'service':'nginx','grace':10}|'grace' value 10 is too large (must be no more than 9).
        {'service':'nginx','note':5}|Value 5 for 'note' expected to be a string.
        {'service':'nginx','note':'x'}|'note' value x is too small (length is 1 must be at least 3).
        {'service':'nginx','note':'xxxxxx'}|'note' value xxxxxx is too large (must be no more than 5).
        """, quoteCharacter = '`')
    void refusesWrongSurveyAnswers(String answers, String expected) throws IOException {
        Http.Reply reply = user.post("/api/v2/job_templates/10/launch/", "{'extra_vars':" + answers + "}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("variables_needed_to_start").get(0).asText())
                .isEqualTo(expected);
    }

    @Test
    void letsASurveyPermitItsVariablesOnly() throws IOException {
        Http.Reply reply = user.post(
                "/api/v2/job_templates/10/launch/", "{'extra_vars':{'service':'nginx','grace':3,'other':'x'}}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().get("ignored_fields").toString()).isEqualTo("{\"extra_vars\":{\"other\":\"x\"}}");
        assertThat(reply.json().get("extra_vars").asText()).isEqualTo("{\"service\":\"nginx\",\"grace\":3}");
    }

    @Test
    void refusesWhatCannotStart() throws IOException {
        assertThat(user.post("/api/v2/job_templates/11/launch/", "{}").text())
                .isEqualTo(
                        "{\"resources_needed_to_start\":" + "[\"Job Template inventory is missing or undefined.\"]}");
        assertThat(user.post("/api/v2/job_templates/13/launch/", "{}").text())
                .isEqualTo("{\"passwords_needed_to_start\":[\"ssh_password\"]}");
    }

    @Test
    void tellsBeforehandWhatALaunchNeeds() throws IOException {
        JsonNode plain = user.get(LAUNCH).json();
        assertThat(plain.get("ask_limit_on_launch").asBoolean()).isTrue();
        assertThat(plain.get("ask_inventory_on_launch").asBoolean()).isFalse();
        assertThat(plain.get("can_start_without_user_input").asBoolean()).isFalse();
        assertThat(plain.get("defaults").get("job_slice_count").asInt()).isEqualTo(1);
        assertThat(plain.get("defaults").get("inventory").get("id").asInt()).isEqualTo(2);
        JsonNode surveyed = user.get("/api/v2/job_templates/10/launch/").json();
        assertThat(surveyed.get("variables_needed_to_start").toString()).isEqualTo("[\"service\"]");
        assertThat(user.get("/api/v2/job_templates/9/launch/")
                        .json()
                        .get("can_start_without_user_input")
                        .asBoolean())
                .isTrue();
        assertThat(user.get("/api/v2/job_templates/10/survey_spec/").json().get("spec"))
                .hasSize(3);
        assertThat(sandbox.jobs()).isEmpty();
    }
}
