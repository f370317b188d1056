package io.weir.app.sort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several sorted files as one. */
final class Merge implements Sorted {
    private final List<RunFile> files = new ArrayList<>();
    private final PriorityQueue<RunFile> waiting = new PriorityQueue<>(Comparator.comparing(RunFile::pair, Pair.ORDER));
    private RunFile at;

    Merge(List<Path> runs) throws IOException {
        try {
            for (Path run : runs) {
                RunFile file = RunFile.open(run);
                files.add(file);
                if (file.next()) {
                    waiting.add(file);
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean next() throws IOException {
        if (at != null && at.next()) {
            waiting.add(at);
        }
        at = waiting.poll();
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
    public void close() throws IOException {
        for (RunFile file : files) {
            file.close();
        }
    }
}
