package io.weir.bridge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.http.DowntimeTrial;
import io.weir.bridge.tenant.Signature;
import io.weir.schema.Matcher;
import io.weir.schema.TraceParent;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookAdvice;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.topology.TopologyReader;
import io.weir.schema.yaml.DurationNotation;
import io.weir.schema.yaml.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What people and programs with a token set, and what stands in heads. */
final class SettingTargets {
    /** More than there is room for on a stack, or for trying each part of it against each other. */
    private static final int LONG = 20_000;

    private static final String SIGNED =
            "Weir-HMAC-SHA256 key=globex-signs,ts=1763640000,nonce=abcdefgh,sig=" + "0a".repeat(32);
    private static final String BOOK = """
            version: fuzz
            identity: {ignore: [replica]}
            enrich:
              - {name: e, label: x, table: {a: {owner: shop}, b: {owner: search}}}
            grouping:
              - {name: a, match: ['x=~"a|b"', 'y!="c"'], scope: [x, y], wait: {critical: 0s, warning: 1m30s}, gap: 5m}
              - {name: z, scope: [alertname], topology: {entity: instance, hops: 1, learn: true}}
            inhibition:
              - {name: i, source: ['severity="critical"'], target: ['severity="warning"'], equal: [x]}
            dependencies:
              - {name: d, parent: ['x="a"'], child: ['x="b"'], on: {y: z}}
            noise: {never: ['x="a"']}
            priority: {critical: {urgency: 5, impact: 4}, raise: [{members: 20, match: ['x="a"'], urgency: 5}]}
            remediation:
              - {name: r, match: ['x="a"'], template: restart service, target: instance, vars: {service: x}, mode: auto, minAge: 1m}
            ticket:
              - {name: t, match: ['x="a"'], category: 3, asset: instance}
            limits: {openIncidents: 10}
            """;

    private SettingTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "rule-book", body -> ruleBook(text(body)), seeds(RuleBookParser.defaultBookYaml(), BOOK)),
                new FuzzTarget(
                        "topology",
                        body -> topology(text(body)),
                        seeds(
                                "from,to\na,b\nb,c\n",
                                "edges:\n- {from: a, to: b}\n",
                                "# x\n\nfrom , to\r\na b , c\n",
                                "\n".repeat(LONG) + "from,to\na,b\n"),
                        seeds("from,to\n\"a,b\",c\n")),
                new FuzzTarget("downtime", DowntimeTrial::check, DowntimeTrial.seeds()),
                new FuzzTarget(
                        "matcher",
                        body -> matcher(text(body)),
                        seeds("a=\"b\"", "a=~\"(x|y)+.*\"", "\"ü b\"!=c", "a!~\"\\\\d{2,5}\"", "a=\"\\\"\\n\\\\\""),
                        seeds("\"" + "x".repeat(LONG) + "\"=b", "a=" + " ".repeat(LONG) + "b")),
                new FuzzTarget(
                        "duration", body -> duration(text(body)), seeds("1d2h3m4s5ms", "0", "500ms", "999999999d")),
                new FuzzTarget("signature", body -> signature(text(body)), seeds(SIGNED, SIGNED.replace(",", " , "))),
                new FuzzTarget(
                        "traceparent",
                        body -> traceParent(text(body)),
                        seeds("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")));
    }

    private static List<byte[]> seeds(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static boolean ruleBook(String yaml) {
        try {
            RuleBook book = RuleBookParser.parse(yaml);
            assertThat(RuleBookParser.parse(yaml)).isEqualTo(book);
            assertThat(RuleBookAdvice.of(book)).hasSizeLessThan(10_000);
            return true;
        } catch (InvalidDocumentException invalid) {
            return told(invalid);
        }
    }

    private static boolean topology(String text) {
        try {
            assertThat(TopologyReader.read(text)).isEqualTo(TopologyReader.read(text));
            return true;
        } catch (InvalidDocumentException invalid) {
            return told(invalid);
        }
    }

    /** Never true: it was refused, with a reason. */
    private static boolean told(InvalidDocumentException invalid) {
        assertThat(invalid.problems()).isNotEmpty();
        assertThat(invalid.getMessage().length()).isLessThan(1 << 20);
        return false;
    }

    private static boolean matcher(String text) {
        Matcher matcher;
        try {
            matcher = Matcher.parse(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
        assertThat(Matcher.parse(matcher.toString())).isEqualTo(matcher);
        return true;
    }

    private static boolean duration(String text) {
        Duration duration;
        try {
            duration = DurationNotation.parse(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
        assertThat(DurationNotation.parse(DurationNotation.format(duration))).isEqualTo(duration);
        return true;
    }

    private static boolean signature(String header) {
        Signature signature = Signature.isIn(header) ? Signature.read(header) : null;
        assertThat(signature == null || signature.nonce().length() <= 128).isTrue();
        return signature != null;
    }

    private static boolean traceParent(String header) {
        TraceParent read = TraceParent.read(header);
        assertThat(read == null || TraceParent.read(read.toString()).equals(read))
                .isTrue();
        return read != null;
    }
}
