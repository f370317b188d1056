package io.weir.sink.glpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sink.http.HttpReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlpiAnswerTest {
    private static final String JSON = "application/json; charset=UTF-8";

    @Test
    void onlyCreatedWithAJsonIdIsCreated() {
        assertThat(answer(201, JSON, "{\"id\":17,\"message\":\"\"}")).isEqualTo(new GlpiAnswer.Created("17"));
        assertThat(answer(201, JSON, "{\"id\":false}")).isEqualTo(new GlpiAnswer.Unknown("created-without-id"));
        assertThat(answer(201, JSON, "{\"id\":\"17\"}")).isEqualTo(new GlpiAnswer.Unknown("created-without-id"));
        assertThat(answer(201, JSON, "")).isEqualTo(new GlpiAnswer.Unknown("created-without-id"));
        assertThat(answer(201, "text/html", "{\"id\":17}")).isEqualTo(new GlpiAnswer.Unknown("created-without-id"));
        assertThat(answer(200, JSON, "{\"id\":17}")).isInstanceOf(GlpiAnswer.Ok.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | text/html        | <html>Mysql Error - GLPI</html>       | page-instead-of-answer
            200 | text/html        | <title>MAINTENANCE MODE</title>       | maintenance
            200 | text/html        | ''                                    | empty-answer
            200 | application/json | ''                                    | empty-answer
            200 | application/json | {broken                               | page-instead-of-answer
            207 | application/json | ["ERROR_GLPI_PARTIAL_ADD",[]]         | status-207
            500 | text/html        | oops                                  | status-500
            502 | text/html        | Bad Gateway                           | status-502
            503 | text/html        | Unavailable                           | status-503
            504 | text/html        | Gateway Time-out                      | status-504
            """)
    void whatIsNotClearIsUnknown(int status, String type, String body, String what) {
        assertThat(answer(status, type, body)).isEqualTo(new GlpiAnswer.Unknown(what));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | ["ERROR_WRONG_APP_TOKEN_PARAMETER","x"]        | ERROR_WRONG_APP_TOKEN_PARAMETER
            400 | ["ERROR_APP_TOKEN_PARAMETERS_MISSING","x"]     | ERROR_APP_TOKEN_PARAMETERS_MISSING
            400 | ["ERROR_LOGIN_PARAMETERS_MISSING","x"]         | ERROR_LOGIN_PARAMETERS_MISSING
            400 | ["ERROR_LOGIN_WITH_CREDENTIALS_DISABLED","x"]  | ERROR_LOGIN_WITH_CREDENTIALS_DISABLED
            400 | ["ERROR_NOT_ALLOWED_IP","x"]                   | ERROR_NOT_ALLOWED_IP
            400 | ["ERROR","API disabled"]                       | ERROR
            401 | ["ERROR_GLPI_LOGIN","x"]                       | ERROR_GLPI_LOGIN
            401 | ["ERROR_GLPI_LOGIN_USER_TOKEN","x"]            | ERROR_GLPI_LOGIN_USER_TOKEN
            400 | {}                                             | bad-request
            404 | {}                                             | not-the-api
            301 | {}                                             | redirect
            405 | {}                                             | status-405
            """)
    void whatIsTheSetUpsFaultIsNotTheOrders(int status, String body, String code) {
        assertThat(answer(status, JSON, body)).isEqualTo(new GlpiAnswer.Misconfigured(code));
    }

    @Test
    void tellsAnEndedSessionFromAWrongToken() {
        assertThat(answer(401, JSON, "[\"ERROR_SESSION_TOKEN_INVALID\",\"x\"]"))
                .isEqualTo(new GlpiAnswer.SessionInvalid());
        assertThat(answer(400, JSON, "[\"ERROR_SESSION_TOKEN_MISSING\",\"x\"]"))
                .as("we sent one: another login would not help")
                .isEqualTo(new GlpiAnswer.Misconfigured("ERROR_SESSION_TOKEN_MISSING"));
        assertThat(answer(401, "text/html", "proxy")).isEqualTo(new GlpiAnswer.Misconfigured("unauthorized"));
    }

    @Test
    void aCleanNoIsRejected() {
        assertThat(answer(400, JSON, "[\"ERROR_GLPI_ADD\",\"Duplicate entry\"]"))
                .isEqualTo(new GlpiAnswer.Rejected("ERROR_GLPI_ADD", "Duplicate entry"));
        assertThat(answer(400, JSON, "[\"ERROR_GLPI_UPDATE\",null]"))
                .isEqualTo(new GlpiAnswer.Rejected("ERROR_GLPI_UPDATE", ""));
        assertThat(answer(403, JSON, "[\"ERROR_RIGHT_MISSING\",\"x\"]"))
                .isEqualTo(new GlpiAnswer.Forbidden("ERROR_RIGHT_MISSING"));
        assertThat(answer(403, "text/html", "a firewall")).isEqualTo(new GlpiAnswer.Misconfigured("forbidden"));
        assertThat(answer(413, "text/html", "too large")).isInstanceOf(GlpiAnswer.Rejected.class);
        assertThat(answer(404, JSON, "[\"ERROR_ITEM_NOT_FOUND\",\"x\"]")).isEqualTo(new GlpiAnswer.NotFound());
        assertThat(answer(429, "text/html", "slow")).isEqualTo(new GlpiAnswer.Throttled());
    }

    @Test
    void theBreakerCountsWhatShowsABrokenGlpi() {
        assertThat(GlpiAnswer.healthy(new GlpiAnswer.Rejected("ERROR_GLPI_ADD", "")))
                .isTrue();
        assertThat(GlpiAnswer.healthy(new GlpiAnswer.SessionInvalid())).isTrue();
        assertThat(GlpiAnswer.healthy(new GlpiAnswer.NotFound())).isTrue();
        assertThat(GlpiAnswer.healthy(new GlpiAnswer.Unknown("empty-answer"))).isFalse();
        assertThat(GlpiAnswer.healthy(new GlpiAnswer.Misconfigured("ERROR"))).isFalse();
        assertThat(GlpiAnswer.healthy(new GlpiAnswer.Throttled())).isFalse();
    }

    private static GlpiAnswer answer(int status, String type, String body) {
        return GlpiAnswer.of(HttpReply.of(status, type, body == null ? "" : body, null, null, null));
    }
}
