package io.weir.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.explain.RuleTrace.CausePart;
import io.weir.core.explain.RuleTrace.Lookup;
import io.weir.schema.Fingerprint;
import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleTracerTest {
    private static final RuleBook BOOK = RuleBookParser.parse("""
            version: x
            identity: {ignore: [pod, zone]}
            severity: {label: prio, map: {high: critical}, otherwise: info}
            enrich:
              - {name: owners, label: service, table: {shop: {owner: shop team, site: rome}}}
              - {name: sites, label: site, table: {basel: {country: ch}}}
            grouping:
              - name: net
                match: [job=snmp, 'site=~".+"']
                scope: [site]
              - name: owned
                match: ['owner=~".+"']
                scope: [owner, rack]
                wait: {critical: 7s}
                topology: {entity: instance, hops: 1}
              - {name: rest, scope: []}
            inhibition:
              - {name: down, source: [alertname=Down], target: ['alertname!="Up"'], equal: [instance]}
            dependencies:
              - {name: uplink, parent: [alertname=Down], child: ['via=~".+"'], on: {via: instance}, lateJoin: 30s}
            noise: {starts: 4, over: 1h, never: [prio=top, owner="shop team"]}
            priority:
              raise:
                - {match: [owner="shop team"], impact: 5}
                - {members: 9, urgency: 5}
                - {match: [owner=other], urgency: 5}
            remediation:
              - {name: off, match: [alertname=Off], template: t, target: instance, mode: off}
              - {name: fix, match: [alertname=Down], template: t, target: instance, vars: {s: service}, mode: auto}
              - {name: ask, match: [alertname=Ask], template: w, target: instance, mode: approve}
            ticket:
              - {name: shop, match: [owner="shop team"], category: 3, assignGroup: 2, asset: instance}
              - {name: pc, match: ['host=~".+"'], asset: host}
            """);

    private static RuleTrace trace(String... labels) {
        Map<String, String> alert = new java.util.TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            alert.put(labels[i], labels[i + 1]);
        }
        return RuleTracer.trace(BOOK, alert);
    }

    @Test
    void everyRuleIsTriedUpToTheOneThatDecides() {
        RuleTrace.GroupingChoice grouping =
                trace("service", "shop", "job", "snmp", "prio", "HIGH").grouping();

        assertThat(grouping.rule()).isEqualTo("net");
        assertThat(grouping.trials())
                .containsExactly(new Trial("net", List.of("job=\"snmp\"", "site=~\".+\""), null, null));

        grouping = trace("service", "shop", "job", "node", "prio", "HIGH").grouping();
        assertThat(grouping.rule()).isEqualTo("owned");
        assertThat(grouping.trials())
                .containsExactly(
                        new Trial("net", List.of(), "job=\"snmp\"", "node"),
                        new Trial("owned", List.of("owner=~\".+\""), null, null));
        assertThat(grouping.scope()).isEqualTo(Map.of("owner", "shop team", "rack", ""));
        assertThat(grouping.waits()).isEqualTo("7s");
        assertThat(grouping.topology()).isEqualTo("instance");
        assertThat(grouping.hops()).isEqualTo(1);

        grouping = trace("job", "snmp").grouping();
        assertThat(grouping.rule()).isEqualTo("rest");
        assertThat(grouping.trials())
                .containsExactly(
                        new Trial("net", List.of("job=\"snmp\""), "site=~\".+\"", null),
                        new Trial("owned", List.of(), "owner=~\".+\"", null),
                        new Trial("rest", List.of(), null, null));
        assertThat(grouping.scope()).isEmpty();
        assertThat(grouping.topology()).isNull();
    }

    @Test
    void lookupsSayWhatTheyAddedAndWhatStayed() {
        assertThat(trace("service", "shop", "site", "basel").enrich())
                .containsExactly(
                        new Lookup(
                                "owners",
                                "service",
                                "shop",
                                true,
                                Map.of("owner", "shop team"),
                                Map.of("site", "basel")),
                        new Lookup("sites", "site", "basel", true, Map.of("country", "ch"), Map.of()));
        assertThat(trace("service", "shop").enrich().get(1))
                .as("a later table sees what an earlier one added")
                .isEqualTo(new Lookup("sites", "site", "rome", false, Map.of(), Map.of()));
        assertThat(trace("a", "b").enrich().get(0))
                .isEqualTo(new Lookup("owners", "service", null, false, Map.of(), Map.of()));
    }

    @Test
    void theSeverityComesFromAWordOrFromItsAbsence() {
        assertThat(trace("prio", "High").severity())
                .isEqualTo(new RuleTrace.SeverityChoice(Severity.CRITICAL, "prio", "High", true));
        assertThat(trace("prio", "low").severity())
                .isEqualTo(new RuleTrace.SeverityChoice(Severity.INFO, "prio", "low", false));
        assertThat(trace("severity", "critical").severity())
                .isEqualTo(new RuleTrace.SeverityChoice(Severity.INFO, "prio", null, false));
    }

    @Test
    void theIdentityIsOfTheLabelsThatCount() {
        RuleTrace trace = trace("a", "b", "pod", "p1");

        assertThat(trace.fingerprint()).isEqualTo(Fingerprint.of(Map.of("a", "b", "pod", "p1")));
        assertThat(trace.identity())
                .isEqualTo(new RuleTrace.Identity(List.of("pod"), Fingerprint.of(Map.of("a", "b"))))
                .isEqualTo(trace("a", "b", "pod", "p2").identity());
        assertThat(trace("a", "b").identity())
                .isEqualTo(new RuleTrace.Identity(List.of(), trace("a", "b").fingerprint()));
    }

    @Test
    void thePriorityIsTheRaisedOne() {
        RuleTrace.PriorityChoice priority =
                trace("service", "shop", "prio", "low").priority();

        assertThat(priority.urgency()).isEqualTo(2);
        assertThat(priority.impact()).isEqualTo(5);
        assertThat(priority.glpiPriority()).isEqualTo(3);
        assertThat(priority.raises())
                .extracting(raise -> raise.trial().failed(), RuleTrace.RaiseTrial::members)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(null, null),
                        org.assertj.core.groups.Tuple.tuple(null, 9),
                        org.assertj.core.groups.Tuple.tuple("owner=\"other\"", null));
    }

    @Test
    void aCauseNamesWhatItMutesByTheLabelsOfTheTarget() {
        List<CausePart> parts =
                trace("alertname", "Down", "instance", "web1", "via", "sw1").causes();

        assertThat(parts).extracting(CausePart::dependency).containsExactly(false, true);
        CausePart inhibition = parts.get(0);
        assertThat(inhibition.mutes()).containsExactly("alertname!=\"Up\"", "instance=\"web1\"");
        assertThat(inhibition.mutedBy()).containsExactly("alertname=\"Down\"", "instance=\"web1\"");
        assertThat(inhibition.both()).isTrue();
        assertThat(inhibition.lateJoin()).isEqualTo("2m");
        CausePart dependency = parts.get(1);
        assertThat(dependency.mutes()).containsExactly("via=~\".+\"", "via=\"web1\"");
        assertThat(dependency.mutedBy()).containsExactly("alertname=\"Down\"", "instance=\"sw1\"");
        assertThat(dependency.both()).as("a switch behind a switch").isFalse();

        parts = trace("alertname", "Up").causes();
        assertThat(parts.get(0).mutes()).isNull();
        assertThat(parts.get(0).mutedBy()).isNull();
        assertThat(parts.get(0).asCause()).isEqualTo(new Trial("down", List.of(), "alertname=\"Down\"", "Up"));
        assertThat(parts.get(0).asTarget()).isEqualTo(new Trial("down", List.of(), "alertname!=\"Up\"", "Up"));
    }

    @Test
    void anAbsentLabelIsEqualToAnEmptyOne() {
        assertThat(trace("alertname", "X").causes().get(0).mutedBy())
                .containsExactly("alertname=\"Down\"", "instance=\"\"");
    }

    @Test
    void noiseIsNeverWhatOneMatcherNames() {
        assertThat(trace("prio", "top").noise()).isEqualTo(new RuleTrace.Noise(true, 4, "1h", "prio=\"top\""));
        assertThat(trace("service", "shop").noise().never()).isEqualTo("owner=\"shop team\"");
        assertThat(trace("prio", "low").noise().never()).isNull();
    }

    @Test
    void remediationSaysWhyNot() {
        RuleTrace.RemediationChoice choice = trace("alertname", "X").remediation();
        assertThat(choice.rule()).isNull();
        assertThat(choice.trials()).extracting(Trial::rule).containsExactly("off", "fix", "ask");

        choice = trace("alertname", "Off").remediation();
        assertThat(choice.rule()).isEqualTo("off");
        assertThat(choice.mode()).isEqualTo("off");
        assertThat(choice.playbook()).isNull();

        choice = trace("alertname", "Down", "instance", "web1:9100", "service", "shop")
                .remediation();
        assertThat(choice.mode()).isEqualTo("auto");
        assertThat(choice.playbook().target()).isEqualTo("web1");
        assertThat(choice.playbook().vars()).isEqualTo(Map.of("s", "shop"));
        assertThat(choice.refusal()).isNull();

        assertThat(trace("alertname", "Ask", "instance", "web1").remediation().mode())
                .isEqualTo("approve");
        assertThat(trace("alertname", "Down").remediation().refusal()).isEqualTo("no-target");
        assertThat(trace("alertname", "Down", "instance", "all").remediation().refusal())
                .isEqualTo("unsafe-target");
        assertThat(trace("alertname", "Down", "instance", "a", "service", "{{x}}")
                        .remediation()
                        .refusal())
                .isEqualTo("unsafe-variable");
    }

    @Test
    void theTicketIsWhatTheFirstEntrySays() {
        RuleTrace.TicketChoice choice =
                trace("service", "shop", "instance", "web1:9100").ticket();
        assertThat(choice.rule()).isEqualTo("shop");
        assertThat(choice.category()).isEqualTo(3);
        assertThat(choice.requester()).isNull();
        assertThat(choice.assignGroup()).isEqualTo(2);
        assertThat(choice.asset()).isEqualTo("web1");
        assertThat(trace("service", "shop").ticket().assetLabel()).isEqualTo("instance");
        assertThat(trace("service", "shop").ticket().asset()).isNull();
        assertThat(trace("host", "h").ticket().asset()).isEqualTo("h");
        assertThat(trace("prio", "low").ticket().rule()).isNull();
        assertThat(trace("prio", "low").ticket().trials())
                .extracting(Trial::rule)
                .containsExactly("shop", "pc");
    }
}
