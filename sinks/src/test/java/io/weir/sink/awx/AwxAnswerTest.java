package io.weir.sink.awx;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sink.http.HttpReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwxAnswerTest {
    @Test
    void onlyCreatedWithAnObjectIsCreated() {
        assertThat(answer(201, "{\"job\":108}")).isInstanceOf(AwxAnswer.Created.class);
        assertThat(answer(201, "")).isEqualTo(new AwxAnswer.Unknown("created-without-body"));
        assertThat(answer(200, "{\"job\":108}")).isInstanceOf(AwxAnswer.Ok.class);
        assertThat(answer(202, "")).isEqualTo(new AwxAnswer.Accepted());
    }

    @Test
    void aMissingSlashIsARedirectAndNotAnAnswer() {
        HttpReply reply = HttpReply.of(301, "text/html", "", "/api/v2/jobs/", null, null);
        assertThat(AwxAnswer.of(reply)).isEqualTo(new AwxAnswer.Redirect("/api/v2/jobs/"));
    }

    @Test
    void errorsAreTextsOrListsOfTexts() {
        assertThat(answer(400, "{\"labels\":[\"a\",\"b\"],\"detail\":\"c\"}"))
                .isEqualTo(new AwxAnswer.Rejected(400, "labels: a b; detail: c"));
        assertThat(answer(403, "{\"detail\":\"no\"}")).isEqualTo(new AwxAnswer.Forbidden("detail: no"));
        assertThat(answer(405, "")).isEqualTo(new AwxAnswer.Rejected(405, ""));
        assertThat(answer(401, "{}")).isEqualTo(new AwxAnswer.Unauthorized());
        assertThat(answer(404, "<html>")).isEqualTo(new AwxAnswer.NotFound());
        assertThat(answer(429, "")).isEqualTo(new AwxAnswer.Throttled());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void serverErrorsLeaveDoubt(int status) {
        assertThat(answer(status, "{}")).isEqualTo(new AwxAnswer.Unknown("status-" + status));
    }

    @Test
    void outputIsPlainTextAndAPageIsNoAnswer() {
        AwxAnswer output = AwxAnswer.of(HttpReply.of(200, "text/plain; charset=utf-8", "ok", null, null, null));
        assertThat(output)
                .isInstanceOfSatisfying(
                        AwxAnswer.Ok.class, ok -> assertThat(ok.body().asText()).isEqualTo("ok"));
        assertThat(AwxAnswer.of(HttpReply.of(200, "text/html", "<html>", null, null, null)))
                .isEqualTo(new AwxAnswer.Unknown("page-instead-of-answer"));
    }

    private static AwxAnswer answer(int status, String body) {
        return AwxAnswer.of(HttpReply.of(status, "application/json", body, null, null, null));
    }
}
