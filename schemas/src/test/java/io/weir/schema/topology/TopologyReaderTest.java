package io.weir.schema.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Directive;
import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import io.weir.schema.Wire;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"edges\":[{\"from\":\"web2\",\"to\":\"db1\"},{\"from\":\"web1\",\"to\":\"db1\"},{\"from\":\"web1\",\"to\":\"db1\"}]}",
                "edges:\n  - {from: web2, to: db1}\n  - {from: web1, to: db1}\n  - from: web1\n    to: db1\n",
                "from,to\nweb2,db1\n web1 , db1\n\nweb1,db1\n",
                "# ours\r\nfrom, to\r\n# web\r\nweb2,db1\r\nweb1,db1\r\n",
            })
    void allFormsSayTheSame(String text) {
        assertThat(TopologyReader.read(text))
                .isEqualTo(new Topology(List.of(new Edge("web1", "db1"), new Edge("web2", "db1"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"edges: []", "from,to", "from,to\n", "{\"edges\": []}"})
    void noEdgesAreATopologyToo(String text) {
        assertThat(TopologyReader.read(text).edges()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edges: [{from: a, to: b}, {from: c}]| edges[1].to| found nothing",
                "edges: [{from: a, to: b}, {from: c, to: c}]| edges[1].to| another entity",
                "edges: [{from: a, to: b, hops: 2}]| edges[0].hops| unknown key",
                "edges: [{from: a, to: [b]}]| edges[0].to| found a list",
                "edges: [a]| edges[0]| expected a map",
                "edges: a| edges| expected a list",
                "{}| edges| found nothing",
                "'from,to\na,b\nc'| line 3| two names",
                "'from,to\na,b\n\nc,c'| line 4.to| another entity",
                "'from,to\na,'| line 2.to| found nothing",
                "'from,to\n\"a\",b'| line 2| without quotes",
            })
    void mistakesAreNamedByTheirPlace(String text, String path, String message) {
        Problem problem = problems(text.replace("\\n", "\n")).get(0);
        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem.message()).contains(message);
        assertThat(problem.toString()).contains(" — ");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(problems("edges: [{from: a, to: a}, {from: b}, {from: c, to: '" + "d".repeat(257) + "'}]"))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("edges[0].to", "edges[1].to", "edges[2].to");
        assertThat(problems("from,to\n" + "a,a\n".repeat(5_000))).hasSize(100);
    }

    @Test
    void aTextOfMistakesAloneIsReadToTheHundredth() {
        assertThat(problems("from,to\n" + "a\n".repeat(2_000_000)))
                .hasSize(100)
                .last()
                .extracting(Problem::path)
                .isEqualTo("line 101");
        assertThat(problems("from,to\n" + "a\n".repeat(60) + "b,b\n".repeat(60)))
                .hasSize(100)
                .extracting(Problem::path)
                .containsSequence("line 61", "line 62.to")
                .endsWith("line 101.to");
        assertThat(problems("edges: [" + "1,".repeat(400_000) + "1]"))
                .hasSize(100)
                .last()
                .extracting(Problem::message)
                .asString()
                .contains("more problems");
    }

    @Test
    void whatComesBehindTooManyEdgesIsNotRead() {
        assertThat(problems(many(EdgeRules.MOST_EDGES + 1, "") + "no edge\n"))
                .singleElement()
                .extracting(Problem::path)
                .isEqualTo("document");
    }

    @Test
    void thereIsAMostOfDifferentEdges() {
        assertThat(TopologyReader.read(many(EdgeRules.MOST_EDGES, "")).edges()).hasSize(EdgeRules.MOST_EDGES);
        assertThat(problems(many(EdgeRules.MOST_EDGES + 1, "")).get(0).message())
                .contains("at most 20000 different edges, found more");
        String twice = many(15_000, "") + many(15_000, "").substring("from,to\n".length());
        assertThat(TopologyReader.read(twice).edges()).hasSize(15_000);
    }

    @Test
    void thereIsAMostOfNamesSoThatARecordHoldsThem() {
        String wide = "\\".repeat(70);
        Topology largest = TopologyReader.read(many(EdgeRules.MOST_EDGES, wide));
        Directive directive =
                new Directive(Directive.Kind.TOPOLOGY, "acme", "topology", null, null, null, largest, null, null);
        assertThat(Wire.DIRECTIVE.write(directive).length).isLessThan(8 << 20);
        assertThat(problems(many(EdgeRules.MOST_EDGES, wide.repeat(2))).get(0).message())
                .contains("bytes of names");
    }

    @Test
    void longYamlHasToBeWrittenAsLines() {
        String yaml = "edges:\n" + "  - {from: web1, to: db1}\n".repeat(50_000);
        assertThat(problems(yaml).get(0).remedy()).contains("write lines");
    }

    private static String many(int edges, String prefix) {
        return IntStream.range(0, edges)
                .mapToObj(i -> prefix + "web" + i + "," + prefix + "db" + i % 7)
                .collect(Collectors.joining("\n", "from,to\n", "\n"));
    }

    private static List<Problem> problems(String text) {
        InvalidDocumentException[] thrown = new InvalidDocumentException[1];
        assertThatThrownBy(() -> TopologyReader.read(text))
                .isInstanceOfSatisfying(InvalidDocumentException.class, e -> thrown[0] = e);
        return thrown[0].problems();
    }
}
