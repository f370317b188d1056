package io.weir.app.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a replay: its results, and in {@code .work} what it needs to go on after it was stopped. */
final class ReplayFolder {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WORK = ".work";
    /** What is replayed. */
    static final String PLAN = "plan.json";

    /** What an earlier replay may have left, and nothing else is ever deleted. */
    private static final List<String> OURS = List.of(
            WORK,
            "against",
            "incidents.jsonl",
            "remediations.jsonl",
            "episodes.jsonl",
            "summary.json",
            "diff.json",
            "report.html");

    private final Path folder;

    private ReplayFolder(Path folder) {
        this.folder = folder;
    }

    /** An empty one; the results of an earlier replay in it are deleted. */
    static ReplayFolder fresh(Path folder) throws IOException {
        if (Files.isRegularFile(folder)) {
            throw new CommandFailure(ExitCode.USAGE, "--out: " + folder + " is a file");
        }
        if (Files.isDirectory(folder)) {
            refuseForeign(folder);
        }
        for (String name : OURS) {
            delete(folder.resolve(name));
        }
        Files.createDirectories(folder.resolve(WORK));
        return new ReplayFolder(folder);
    }

    private static void refuseForeign(Path folder) throws IOException {
        boolean begun = Files.exists(folder.resolve(WORK));
        try (Stream<Path> files = Files.list(folder)) {
            boolean foreign =
                    files.anyMatch(file -> OURS.contains(file.getFileName().toString()));
            if (foreign && !begun) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--out: " + folder + " holds results that no replay wrote; name another folder");
            }
        }
    }

    /**
     * One that was begun before.
     *
     * @throws CommandFailure when there is none
     */
    static ReplayFolder begun(Path folder) {
        if (!isBegun(folder)) {
            throw new CommandFailure(ExitCode.USAGE, "--resume: no replay was begun in " + folder);
        }
        return new ReplayFolder(folder);
    }

    /** Whether a replay or a shadow was begun in it. */
    static boolean isBegun(Path folder) {
        return Files.isReadable(folder.resolve(WORK).resolve(PLAN));
    }

    /** One of the two runs. */
    Stage before() {
        return new Stage(folder, work().resolve("before"));
    }

    /** The other one. */
    Stage after() {
        return new Stage(folder.resolve("against"), work().resolve("after"));
    }

    Path path() {
        return folder;
    }

    Path work() {
        return folder.resolve(WORK);
    }

    /** Where captures lie as a log. */
    Path log() throws IOException {
        return Files.createDirectories(work().resolve("log"));
    }

    /** For what memory does not hold. */
    Path temp() throws IOException {
        return Files.createDirectories(work().resolve("temp"));
    }

    boolean has(String document) {
        return Files.isReadable(work().resolve(document));
    }

    <T> T read(String document, Class<T> type) throws IOException {
        return JSON.readValue(work().resolve(document).toFile(), type);
    }

    /** Writes a document as a whole: a kill leaves the old one or the new one. */
    void write(String document, Object value) throws IOException {
        Path part = work().resolve(document + ".part");
        JSON.writeValue(part.toFile(), value);
        Files.move(part, work().resolve(document), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes what only a replay that goes on needs. */
    void tidy() throws IOException {
        delete(work().resolve("log"));
        delete(work().resolve("temp"));
        delete(before().work());
        delete(after().work());
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /**
     * One run.
     *
     * @param results where its results go
     * @param work what its job needs
     */
    record Stage(Path results, Path work) {
        Path raw() {
            return work.resolve("raw");
        }

        Path checkpoints() {
            return work.resolve("checkpoints");
        }

        /** Beside what is deleted at the end, so that it is known later too. */
        private Path done() {
            return work.resolveSibling(work.getFileName() + ".done");
        }

        boolean isDone() {
            return Files.exists(done());
        }

        /**
         * Its job has ended.
         *
         * @param alerts how many it has read; null when unknown
         */
        void markDone(Long alerts) throws IOException {
            Files.writeString(done(), alerts == null ? "" : alerts.toString());
        }

        /** How many alerts its job has read; null when unknown. */
        Long alerts() throws IOException {
            String known = Files.readString(done());
            return known.isEmpty() ? null : Long.valueOf(known);
        }
    }
}
