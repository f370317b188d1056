package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ids must never change between versions, and never be the same for different parts. */
class DigestTest {
    @Test
    void isTheHashOfLengthPrefixedParts() {
        // printf '3:abc2:de' | sha256sum
        assertThat(Digest.of(20, "abc", "de")).isEqualTo("7dad771a810c4f0ebeaa");
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(Digest.of(20, "ab", "c")).isNotEqualTo(Digest.of(20, "a", "bc"));
        assertThat(Digest.of(20, "a", "")).isNotEqualTo(Digest.of(20, "a"));
        assertThat(Digest.of(20, "1:a", "b")).isNotEqualTo(Digest.of(20, "a", "1:b"));
    }

    @Test
    void countsBytesNotCharacters() {
        // printf '2:ä' | sha256sum
        assertThat(Digest.of(64, "ä")).isEqualTo("7a6db0ce95b55a8767f115010bcfbf24f8f61ab2bcab8358a763f0b2018b12f5");
    }
}
