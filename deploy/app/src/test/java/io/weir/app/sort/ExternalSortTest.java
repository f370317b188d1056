package io.weir.app.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSortTest {
    private static final long AMPLE = 1 << 20;

    @TempDir
    Path temp;

    private record Line(String text, long number) {}

    private List<String> sorted(List<Line> lines, long memory) throws IOException {
        List<String> out = new ArrayList<>();
        try (ExternalSort sort = new ExternalSort(temp, memory)) {
            for (Line line : lines) {
                sort.add(
                        new SortKey().text(line.text()).number(line.number()).bytes(),
                        (line.text() + "/" + line.number()).getBytes(StandardCharsets.UTF_8));
            }
            try (Sorted sorted = sort.sorted()) {
                while (sorted.next()) {
                    out.add(new String(sorted.line(), StandardCharsets.UTF_8));
                }
            }
        }
        return out;
    }

    private static List<Line> lines(int number) {
        Random random = new Random(7);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            lines.add(new Line("t" + random.nextInt(20), random.nextLong(-500, 500)));
        }
        return lines;
    }

    /** 200 bytes are two pairs a file: more files than are merged at once, so merges of merges too. */
    @Test
    void whatIsBeyondMemoryIsSortedAsWhatIsWithin() throws IOException {
        List<Line> lines = lines(2_000);
        List<String> expected = lines.stream()
                .sorted(Comparator.comparing(Line::text).thenComparing(Line::number))
                .map(line -> line.text() + "/" + line.number())
                .toList();
        assertThat(sorted(lines, AMPLE)).isEqualTo(expected);
        assertThat(sorted(lines, 200)).isEqualTo(expected);
        assertThat(sorted(lines, 5_000)).isEqualTo(expected);
    }

    @Test
    void itSpillsWithinItsMemoryAndLeavesNothing() throws IOException {
        try (ExternalSort sort = new ExternalSort(temp, 1_000)) {
            for (int i = 0; i < 100; i++) {
                sort.add(new SortKey().number(i).bytes(), new byte[100]);
            }
            // a pair is 172 bytes, so six fill the memory
            assertThat(sort.spilled()).isEqualTo(16);
            assertThat(sort.sorted().next()).isTrue();
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void equalKeysAreInTheOrderOfTheirLinesHoweverTheyCame() throws IOException {
        List<byte[]> lines = new ArrayList<>(List.of(new byte[] {(byte) 200}, new byte[] {1, 2}, new byte[] {1}));
        for (long memory : new long[] {AMPLE, 1}) {
            for (int seed = 0; seed < 6; seed++) {
                Collections.shuffle(lines, new Random(seed));
                try (ExternalSort sort = new ExternalSort(temp, memory)) {
                    for (byte[] line : lines) {
                        sort.add(new byte[] {5}, line);
                    }
                    List<byte[]> out = new ArrayList<>();
                    try (Sorted sorted = sort.sorted()) {
                        while (sorted.next()) {
                            out.add(sorted.line());
                        }
                    }
                    assertThat(out).containsExactly(new byte[] {1}, new byte[] {1, 2}, new byte[] {(byte) 200});
                }
            }
        }
    }

    @Test
    void nothingIsInOrder() throws IOException {
        assertThat(sorted(List.of(), AMPLE)).isEmpty();
    }

    @Test
    void keysAreInTheOrderOfTheirParts() {
        List<byte[]> ascending = List.of(
                new SortKey().text("").number(9).bytes(),
                new SortKey().text("a").number(Long.MIN_VALUE).bytes(),
                new SortKey().text("a").number(-1).bytes(),
                new SortKey().text("a").number(0).bytes(),
                new SortKey().text("a").number(Long.MAX_VALUE).bytes(),
                new SortKey().text("a\0").number(0).bytes(),
                new SortKey().text("ab").number(0).bytes(),
                new SortKey().text("b").number(0).bytes(),
                new SortKey().text("\uffee").number(0).bytes(),
                new SortKey().text("😀").number(0).bytes());
        List<byte[]> shuffled = new ArrayList<>(ascending);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.sort(Arrays::compareUnsigned);
        assertThat(shuffled).containsExactlyElementsOf(ascending);
        assertThat(SortKey.number(new SortKey().number(-42).bytes())).isEqualTo(-42);
    }
}
