package io.weir.app.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * How many episodes the incidents of two runs have in common, and which of them are about the same thing.
 *
 * <p>Two incidents belong together by their episodes, not by their ids. But one stray episode that went elsewhere must
 * not tie two storms together, or a single new rule would turn a night into one heap. So each incident has one vote, for
 * the incident of the other run that has most of its episodes; of two that have as many, the one of which they are the
 * larger part, then the one published first. Two incidents are linked when one of them votes for the other, and families
 * are what links connect. So strays have no say, unless they are all that there is; and where nobody wins, as when two
 * swap halves, all vote for the first, which makes them one family.
 *
 * <p>An incident of which no episode is in any incident of the other run has no vote. One without any episode, whose
 * alerts all went under a cause elsewhere or were too many to be listed, is linked with the one of its id, if there is
 * one.
 */
final class Overlaps {
    private final Side before;
    private final Side after;
    private final Map<Link, Integer> common = new HashMap<>();

    /** Incidents of both runs by number. */
    private record Link(int before, int after) {}

    /** Incidents that concern the same alerts, of both runs. */
    record Family(List<IncidentSummary> before, List<IncidentSummary> after) {}

    /** One run's incidents. */
    private static final class Side {
        final List<IncidentSummary> incidents;
        final Map<String, Integer> numbers = new HashMap<>();
        final int[] episodes;

        Side(List<IncidentSummary> incidents) {
            this.incidents = incidents;
            this.episodes = new int[incidents.size()];
            for (int i = 0; i < incidents.size(); i++) {
                numbers.put(incidents.get(i).key(), i);
            }
        }

        int count(String key) {
            Integer number = key == null ? null : numbers.get(key);
            if (number != null) {
                episodes[number]++;
            }
            return number == null ? -1 : number;
        }
    }

    /** @param before incidents in the order of publication; {@code after} likewise */
    Overlaps(List<IncidentSummary> before, List<IncidentSummary> after) {
        this.before = new Side(before);
        this.after = new Side(after);
    }

    /** Counts an episode; keys may be null. */
    void count(String incidentBefore, String incidentAfter) {
        int one = before.count(incidentBefore);
        int other = after.count(incidentAfter);
        if (one >= 0 && other >= 0) {
            common.merge(new Link(one, other), 1, Integer::sum);
        }
    }

    /** Whether both have the same episodes. */
    boolean same(IncidentSummary one, IncidentSummary other) {
        int b = before.numbers.get(one.key());
        int a = after.numbers.get(other.key());
        int both = common.getOrDefault(new Link(b, a), 0);
        return both == before.episodes[b] && both == after.episodes[a];
    }

    /** How many episodes two incidents have in common. */
    int common(IncidentSummary one, IncidentSummary other) {
        return common.getOrDefault(new Link(before.numbers.get(one.key()), after.numbers.get(other.key())), 0);
    }

    /** The families, by their first incident. */
    List<Family> families() {
        int[] parents = new int[before.incidents.size() + after.incidents.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
        }
        for (Link link : links()) {
            parents[root(parents, link.before())] = root(parents, before.incidents.size() + link.after());
        }
        Map<Integer, Family> families = new LinkedHashMap<>();
        for (int i = 0; i < parents.length; i++) {
            Family family = families.computeIfAbsent(
                    root(parents, i), root -> new Family(new ArrayList<>(), new ArrayList<>()));
            if (i < before.incidents.size()) {
                family.before().add(before.incidents.get(i));
            } else {
                family.after().add(after.incidents.get(i - before.incidents.size()));
            }
        }
        return new ArrayList<>(families.values());
    }

    private static int root(int[] parents, int of) {
        int root = of;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    private Set<Link> links() {
        Map<Integer, Link> votesBefore = new HashMap<>();
        Map<Integer, Link> votesAfter = new HashMap<>();
        Set<Link> links = new HashSet<>();
        for (Link link : common.keySet()) {
            votesBefore.merge(link.before(), link, (one, other) -> stronger(one, other, after.episodes, Link::after));
            votesAfter.merge(link.after(), link, (one, other) -> stronger(one, other, before.episodes, Link::before));
        }
        links.addAll(votesBefore.values());
        links.addAll(votesAfter.values());
        for (int b = 0; b < before.incidents.size(); b++) {
            Integer a = after.numbers.get(before.incidents.get(b).key());
            if (a != null && (before.episodes[b] == 0 || after.episodes[a] == 0)) {
                links.add(new Link(b, a));
            }
        }
        return links;
    }

    private Link stronger(Link one, Link other, int[] sizes, ToIntFunction<Link> end) {
        Comparator<Link> weaker = Comparator.<Link>comparingInt(common::get)
                .thenComparing(link -> sizes[end.applyAsInt(link)], Comparator.reverseOrder())
                .thenComparing(end::applyAsInt, Comparator.reverseOrder());
        return weaker.compare(one, other) >= 0 ? one : other;
    }
}
