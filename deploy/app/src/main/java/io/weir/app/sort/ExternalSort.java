package io.weir.app.sort;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sorts pairs of a key and a line by the key's bytes, those with the same key by the line's. What is beyond its memory
 * goes to files in a folder of its own, which is gone when it is closed. The order of what comes out depends on what was
 * put in, not on when.
 */
public final class ExternalSort implements Closeable {
    /** Memory for pairs before they go to a file, when nothing else is said; bytes. */
    public static final long DEFAULT_MEMORY = 32L << 20;

    /** Files that are merged at once: each has a buffer and a descriptor. */
    private static final int MERGED_AT_ONCE = 64;

    private final Path folder;
    private final long memory;
    private final List<Path> runs = new ArrayList<>();
    private List<Pair> pairs = new ArrayList<>();
    private long held;
    private int named;

    /**
     * An empty sort.
     *
     * @param temp where its folder is made; must exist
     * @param memory bytes it holds before it writes them out
     */
    public ExternalSort(Path temp, long memory) throws IOException {
        this.folder = Files.createTempDirectory(temp, "sort-");
        this.memory = memory;
    }

    /** Puts a pair in. The arrays must not be changed afterwards. */
    public void add(byte[] key, byte[] line) throws IOException {
        Pair pair = new Pair(key, line);
        pairs.add(pair);
        held += pair.size();
        if (held >= memory) {
            spill();
        }
    }

    private void spill() throws IOException {
        Path run = newRun();
        try (Sorted sorted = inMemory()) {
            RunFile.write(run, sorted);
        }
        runs.add(run);
        pairs = new ArrayList<>();
        held = 0;
    }

    private Path newRun() {
        return folder.resolve("run-" + named++);
    }

    /** All pairs in order. Called once, after the last {@link #add}; to be closed before this. */
    public Sorted sorted() throws IOException {
        if (runs.isEmpty()) {
            return inMemory();
        }
        if (!pairs.isEmpty()) {
            spill();
        }
        while (runs.size() > MERGED_AT_ONCE) {
            List<Path> first = runs.subList(0, MERGED_AT_ONCE);
            Path merged = newRun();
            try (Merge merge = new Merge(first)) {
                RunFile.write(merged, merge);
            }
            for (Path run : first) {
                Files.delete(run);
            }
            first.clear();
            runs.add(merged);
        }
        return new Merge(runs);
    }

    private Sorted inMemory() {
        pairs.sort(Pair.ORDER);
        return new InMemory(pairs.iterator());
    }

    /** How many files it has written; for tests. */
    int spilled() {
        return named;
    }

    @Override
    public void close() throws IOException {
        pairs = new ArrayList<>();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static final class InMemory implements Sorted {
        private final Iterator<Pair> rest;
        private Pair at;

        InMemory(Iterator<Pair> rest) {
            this.rest = rest;
        }

        @Override
        public boolean next() {
            at = rest.hasNext() ? rest.next() : null;
            return at != null;
        }

        @Override
        public byte[] key() {
            return at.key();
        }

        @Override
        public byte[] line() {
            return at.line();
        }

        @Override
        public void close() {
            at = null;
        }
    }
}
