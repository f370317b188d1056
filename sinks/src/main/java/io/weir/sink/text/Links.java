package io.weir.sink.text;

import io.weir.schema.Member;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The web addresses that alerts bring along, each once, by what they lead to. What is no web address is left out. */
final class Links {
    private static final int PER_KIND = 10;

    private static final List<String> RUNBOOK = List.of("runbook_url", "runbook");
    private static final List<String> DASHBOARD = List.of("dashboard_url", "dashboardURL", "dashboard", "panelURL");

    private Links() {}

    /**
     * Adds the links of {@code members}; nothing when there are none.
     *
     * @param upTo no link is begun beyond this length of {@code html}, in characters
     */
    static void append(Html html, List<Member> members, int upTo) {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        Set<String> seen = new LinkedHashSet<>();
        collect(kinds, seen, "Runbook: ", members, member -> annotations(member, RUNBOOK));
        collect(kinds, seen, "Dashboard: ", members, member -> annotations(member, DASHBOARD));
        collect(kinds, seen, "Source: ", members, member -> Stream.ofNullable(member.generatorUrl()));
        if (seen.isEmpty()) {
            return;
        }
        html.tag("<p><b>Links</b></p><ul>");
        kinds.forEach((word, addresses) -> list(html, word, addresses, upTo));
        html.tag("</ul>");
    }

    private static Stream<String> annotations(Member member, List<String> names) {
        return names.stream().map(member.annotations()::get).filter(Objects::nonNull);
    }

    private static void collect(
            Map<String, Set<String>> kinds,
            Set<String> seen,
            String word,
            List<Member> members,
            Function<Member, Stream<String>> addresses) {
        Set<String> kind = new LinkedHashSet<>();
        members.stream()
                .flatMap(addresses)
                .filter(Html::isWebAddress)
                .filter(seen::add)
                .forEach(kind::add);
        kinds.put(word, kind);
    }

    private static void list(Html html, String word, Set<String> addresses, int upTo) {
        int shown = 0;
        for (String address : addresses) {
            if (shown == PER_KIND || html.length() > upTo) {
                break;
            }
            html.tag("<li>").text(word).link(address, address).tag("</li>");
            shown++;
        }
        if (shown < addresses.size()) {
            html.tag("<li>")
                    .text(word + "… and " + (addresses.size() - shown) + " more")
                    .tag("</li>");
        }
    }
}
