package io.weir.pipeline.mutants;

import io.weir.schema.yaml.Section;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A mistake that the tests must catch.
 *
 * @param name short and unique
 * @param breaks what goes wrong for whom
 * @param file path from the root of the repository
 * @param find what stands there now; occurs once
 * @param replace what the mistake makes of it
 * @param tests classes of which one has to fail
 * @param says what they have to say when they fail; empty for anything
 */
record Mutant(String name, String breaks, String file, String find, String replace, List<String> tests, String says) {

    /** All of {@code mutants.yaml}. */
    static List<Mutant> all() {
        try (InputStream in = Mutant.class.getResourceAsStream("/mutants.yaml")) {
            Section root = Section.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            List<Mutant> mutants = new ArrayList<>();
            for (Section mutant : root.sections("mutants")) {
                mutants.add(new Mutant(
                        mutant.string("name").required(),
                        mutant.string("breaks").required(),
                        mutant.string("file").required(),
                        mutant.string("find").required(),
                        mutant.string("replace").orElse(""),
                        mutant.strings("tests").required(),
                        mutant.string("says").orElse("")));
            }
            root.finish();
            return mutants;
        } catch (IOException e) {
            throw new IllegalStateException("mutants.yaml cannot be read", e);
        }
    }

    /** How often {@link #find} occurs. */
    int occurrences() throws IOException {
        String source = source();
        int occurrences = 0;
        for (int at = source.indexOf(find); at >= 0; at = source.indexOf(find, at + 1)) {
            occurrences++;
        }
        return occurrences;
    }

    /** The file with the mistake in it. */
    String mutated() throws IOException {
        return source().replace(find, replace);
    }

    /** The class's file below a source folder, for example {@code io/weir/core/Digest.java}. */
    String classFile() {
        return file.substring(file.indexOf("src/main/java/") + "src/main/java/".length());
    }

    private String source() throws IOException {
        // tests run in the folder of their module
        return Files.readString(Path.of("../..").resolve(file));
    }

    /** For the names of parameterized tests. */
    @Override
    public String toString() {
        return name;
    }
}
