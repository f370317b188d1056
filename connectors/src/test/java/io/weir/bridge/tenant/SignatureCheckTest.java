package io.weir.bridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.tenant.SignatureCheck.Denial;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final int ROOM = 8;

    private final SignatureCheck check = new SignatureCheck(ROOM);

    @BeforeEach
    void knowTwoKeys() {
        check.use(List.of(tenant("acme"), tenant("globex")));
    }

    @Test
    void aNonceThatIsOldIsTakenOnceMoreAndNotTwice() {
        assertThat(denial("acme", "nonce-0001", NOW.minusSeconds(298), NOW)).isNull();
        assertThat(denial("acme", "nonce-0001", NOW, NOW).passes()).isFalse();
        Instant later = NOW.plusSeconds(3);

        assertThat(denial("acme", "nonce-0001", later, later)).isNull();
        assertThat(denial("acme", "nonce-0001", later, later).reason()).contains("was here already");
    }

    @Test
    void aRequestThatIsAskedForAgainIsTaken() {
        Signature signature = signed("acme", "nonce-0001", NOW);
        assertThat(denial(signature, NOW)).isNull();

        check.forget(signature);

        assertThat(denial(signature, NOW)).isNull();
    }

    @Test
    void whoSignsTooMuchIsPutOffAndNobodyElse() {
        int taken = 0;
        while (denial("acme", "nonce-" + (1000 + taken), NOW, NOW) == null) {
            taken++;
        }
        assertThat(taken).isEqualTo(ROOM);
        Denial denial = denial("acme", "nonce-9999", NOW, NOW);
        assertThat(denial.passes()).isTrue();
        assertThat(denial.reason()).contains("too many");

        assertThat(denial("globex", "nonce-0001", NOW, NOW)).isNull();
        Instant later = NOW.plus(SignatureCheck.WINDOW).plusSeconds(1);
        assertThat(denial("acme", "nonce-9999", later, later)).isNull();
    }

    @Test
    void whatWasHereIsRememberedWhenTheKeysAreReadAgain() {
        Signature signature = signed("acme", "nonce-0001", NOW);
        assertThat(denial(signature, NOW)).isNull();

        knowTwoKeys();

        assertThat(denial(signature, NOW).passes()).isFalse();
    }

    private Denial denial(String key, String nonce, Instant signedAt, Instant now) {
        return denial(signed(key, nonce, signedAt), now);
    }

    private Denial denial(Signature signature, Instant now) {
        return check.denial(signature, "POST", "/v1/alertmanager", new byte[0], now);
    }

    private static Signature signed(String key, String nonce, Instant at) {
        Signature unsigned = new Signature(key, at.getEpochSecond(), nonce, "");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret(key).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String text = unsigned.text("POST", "/v1/alertmanager", new byte[0]);
            String sig = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return new Signature(key, at.getEpochSecond(), nonce, sig);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tenant tenant(String name) {
        return new Tenant(name, List.of(), List.of(new SigningKey(name, secret(name), null, Role.INGEST)), null);
    }

    private static String secret(String key) {
        return "a-secret-of-more-than-32-characters-" + key;
    }
}
