package io.weir.core.scenario;

import io.weir.core.track.Verdict;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.Section;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads one scenario; whatever is wrong in the file is an error that names its place. */
final class ScenarioReader {
    private ScenarioReader() {}

    static Scenario read(String name, String yaml) {
        Section root = Section.parse(yaml);
        String about = root.string("about").required();
        String rules = root.string("rules").orElse(RuleBookParser.defaultBookYaml());
        Map<String, Map<String, String>> alerts = alerts(root.section("alerts"));
        Timeline timeline = new Timeline(alerts);
        root.sections("timeline").forEach(timeline::take);
        Expectation expectation = Expectation.read(root.section("expect"), alerts);
        Duration untilGiven = root.duration("until").orElse(null);
        root.finish();

        List<Timeline.Moment> moments = timeline.moments().stream()
                .sorted(Comparator.comparing(moment -> moment.observation().at()))
                .toList();
        Map<Integer, Verdict> verdicts = new HashMap<>();
        IntStream.range(0, moments.size())
                .filter(i -> moments.get(i).verdict() != null)
                .forEach(i -> verdicts.put(i, moments.get(i).verdict()));
        long last = moments.isEmpty()
                ? Clock.START
                : moments.get(moments.size() - 1).observation().at();
        return new Scenario(
                name,
                about,
                rules,
                moments.stream().map(Timeline.Moment::observation).toList(),
                verdicts,
                timeline.orders().stream()
                        .sorted(Comparator.comparing(Order::at))
                        .toList(),
                untilGiven == null ? last + Duration.ofHours(1).toMillis() : Clock.instant(untilGiven),
                expectation);
    }

    private static Map<String, Map<String, String>> alerts(Section section) {
        Map<String, Map<String, String>> alerts = new LinkedHashMap<>();
        section.keys().forEach(name -> alerts.put(name, section.map(name).required()));
        return alerts;
    }
}
