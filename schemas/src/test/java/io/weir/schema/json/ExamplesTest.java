package io.weir.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.networknt.schema.ValidationMessage;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    private static final Path VALID = JsonSchemas.FOLDER.resolve("examples/valid");
    private static final Path INVALID = JsonSchemas.FOLDER.resolve("examples/invalid");

    @ParameterizedTest
    @MethodSource("valid")
    void aValidExampleValidatesAndIsRead(Path file) throws IOException {
        assertThat(JsonSchemas.validate(record(file), JsonSchemas.tree(file))).isEmpty();
        byte[] document = Files.readAllBytes(file);
        if (record(file).equals("tick")) {
            assertThat(Wire.isTick(withoutBlanks(document))).isTrue();
        } else {
            assertThatCode(() -> JsonSchemas.WIRES.get(record(file)).read(document))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvFileSource(files = "json/examples/invalid/expected.csv", useHeadersInDisplayName = true)
    void anInvalidExampleFailsAtTheNamedPlace(String name, String place, String keyword) {
        Path file = INVALID.resolve(name);
        Set<ValidationMessage> messages = JsonSchemas.validate(record(file), JsonSchemas.tree(file));

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.getInstanceLocation().toString()).isEqualTo(place == null ? "" : place);
            assertThat(message.getType()).isEqualTo(keyword);
        });
    }

    @Test
    void everyInvalidExampleIsInTheTable() throws IOException {
        List<String> named = Files.readAllLines(INVALID.resolve("expected.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();

        assertThat(JsonSchemas.files(INVALID, ".json")).containsOnlyKeys(named);
    }

    @Test
    void everySchemaHasExamplesOfBothKinds() {
        assertThat(JsonSchemas.files(JsonSchemas.FOLDER, ".schema.json").keySet())
                .allSatisfy(schema -> {
                    String record = schema.split("\\.")[1];
                    assertThat(JsonSchemas.files(VALID, ".json").keySet())
                            .filteredOn(name -> name.startsWith(record + "."))
                            .hasSizeGreaterThanOrEqualTo(2);
                    assertThat(JsonSchemas.files(INVALID, ".json").keySet())
                            .filteredOn(name -> name.startsWith(record + "."))
                            .hasSizeGreaterThanOrEqualTo(2);
                });
    }

    static Stream<Path> valid() {
        return JsonSchemas.files(VALID, ".json").values().stream();
    }

    private static String record(Path example) {
        String name = example.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    private static byte[] withoutBlanks(byte[] document) {
        return JsonSchemas.tree(document).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
