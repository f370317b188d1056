package io.weir.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpReplyTest {
    private static final String DATE = "Fri, 20 Nov 2026 13:00:00 GMT";

    @Test
    void readsTheServersClock() {
        assertThat(HttpReply.of(200, null, "", null, DATE, null).date())
                .isEqualTo(Instant.parse("2026-11-20T13:00:00Z"));
        assertThat(HttpReply.of(200, null, "", null, "yesterday", null).date()).isNull();
    }

    @Test
    void readsRetryAfterAsSecondsOrDate() {
        assertThat(retryAfter("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(retryAfter("Fri, 20 Nov 2026 13:00:30 GMT")).isEqualTo(Duration.ofSeconds(30));
        assertThat(retryAfter("Fri, 20 Nov 2026 12:59:00 GMT")).isNull();
        assertThat(retryAfter("soon")).isNull();
        assertThat(retryAfter("99999999")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void readsTheMediaTypeWithoutParameters() {
        assertThat(HttpReply.of(200, "Application/JSON; charset=UTF-8", "", null, null, null)
                        .json())
                .isTrue();
        assertThat(HttpReply.of(200, null, "", null, null, null).json()).isFalse();
    }

    @Test
    void pausesDoubleWithinHalfAndAllOfTheCap() {
        double[] chance = {0};
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> chance[0]);
        assertThat(backoff.pause()).isEqualTo(Duration.ofMillis(500));
        backoff.failed();
        assertThat(backoff.pause()).isEqualTo(Duration.ofMillis(500));
        backoff.failed();
        backoff.failed();
        assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(2));
        chance[0] = 1;
        assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(4));
        for (int i = 0; i < 50; i++) {
            backoff.failed();
        }
        assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(10));
        backoff.succeeded();
        assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(1));
    }

    private static Duration retryAfter(String header) {
        return HttpReply.of(429, null, "", null, DATE, header).retryAfter();
    }
}
