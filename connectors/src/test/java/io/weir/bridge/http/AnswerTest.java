package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void aProblemRepeatsNoMoreThanTheBeginningOfWhatWasSent() {
        Answer answer = Answer.problem(400, "invalid", "found " + "x".repeat(1 << 20), "y".repeat(1 << 20));

        assertThat(answer.body().length).isLessThan(10_000);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("found xxx", "x…", "yyy");
    }
}
