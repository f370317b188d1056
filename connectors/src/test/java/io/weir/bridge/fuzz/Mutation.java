package io.weir.bridge.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs at random, the same way for the same seed. */
final class Mutation {
    private static final int LONGEST = 50_000;
    /** What parsers stumble over. */
    private static final List<byte[]> PIECES = List.of(
                    "\"",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "{",
                    "}",
                    "[",
                    "]",
                    "null",
                    "-0",
                    "1e999",
                    "0x",
                    ":",
                    ",",
                    "\n",
                    "\r\n",
                    "\t",
                    " ",
                    "#",
                    "- ",
                    "&a ",
                    "*a",
                    "<<: *a",
                    "!!java.lang.Object ",
                    "|\n",
                    "'",
                    "=~",
                    "(a+)+$",
                    "\u0000",
                    "\u202e",
                    "\ud83d\udd25",
                    "\ufeff",
                    "9999-12-31T23:59:60Z",
                    "0001-01-01T00:00:00Z",
                    "99999999999999999999",
                    "true",
                    "--",
                    "Content-Disposition: form-data; name=\"data\"\r\n\r\n",
                    "%zz",
                    "+")
            .stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final Random random;
    private final List<byte[]> seeds;

    Mutation(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    /** The next input: a seed with up to eight changes. */
    byte[] next() {
        byte[] input = one(seeds);
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            input = changed(input);
        }
        return Arrays.copyOf(input, Math.min(input.length, LONGEST));
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int upTo = Math.min(input.length, at + 1 + random.nextInt(random.nextInt(20) == 0 ? 2_000 : 16));
        byte[] part = Arrays.copyOfRange(input, at, upTo);
        return switch (random.nextInt(7)) {
            case 0 -> joined(input, at, new byte[0], upTo);
            case 1 -> joined(input, at, one(PIECES), at);
            case 2 -> joined(input, at, one(PIECES), upTo);
            case 3 -> joined(input, at, new byte[] {(byte) random.nextInt(256)}, upTo);
            case 4 -> joined(input, at, repeated(part, 1 + random.nextInt(50)), at);
            case 5 -> joined(input, at, repeated(one(PIECES), 1 + random.nextInt(3_000)), at);
            default -> {
                byte[] other = one(seeds);
                int from = random.nextInt(other.length + 1);
                byte[] taken = Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(200)));
                yield joined(input, at, taken, upTo);
            }
        };
    }

    private byte[] one(List<byte[]> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[] all = new byte[Math.min(part.length * times, LONGEST)];
        for (int i = 0; i < all.length; i++) {
            all[i] = part[i % part.length];
        }
        return all;
    }

    private static byte[] joined(byte[] input, int upTo, byte[] middle, int from) {
        byte[] all = Arrays.copyOf(input, upTo + middle.length + input.length - from);
        System.arraycopy(middle, 0, all, upTo, middle.length);
        System.arraycopy(input, from, all, upTo + middle.length, input.length - from);
        return all;
    }
}
