package io.weir.app.compare;

import io.weir.app.compare.Episode.Fate;
import io.weir.app.sort.ExternalSort;
import io.weir.app.sort.SortKey;
import io.weir.app.sort.Sorted;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds out what became of each episode, from decisions and revisions in any order: sorts what is said by episode and
 * folds it ({@link EpisodeFold}), then by incident, to see which ones were published, then by episode again. What another alert stands for goes
 * where that is ({@link StandIns}).
 */
final class EpisodeTable implements Closeable {
    /** Listings that are remembered, so that revision after revision of a long list says it once. */
    private static final int RECENT_MAX = 50_000;

    private static final long INCIDENT_FIRST = 0;
    private static final long EPISODES_NEXT = 1;

    private final ExternalSort facts;
    private final ExternalSort byIncident;
    private final ExternalSort result;
    private final StandIns standIns;
    private final Map<String, Long> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > RECENT_MAX;
        }
    };

    /** A line of the sort by incident: either a fact or an episode. */
    private record Entry(String tenant, String incidentId, IncidentFact fact, Episode episode) {
        boolean sameIncident(Entry other) {
            return other != null && other.tenant.equals(tenant) && other.incidentId.equals(incidentId);
        }
    }

    EpisodeTable(Path temp, long memory) throws IOException {
        facts = new ExternalSort(temp, memory);
        byIncident = new ExternalSort(temp, memory);
        result = new ExternalSort(temp, memory);
        standIns = new StandIns(temp, memory);
    }

    /** Takes a published revision. */
    void revision(Incident incident) throws IOException {
        about(incident.tenant(), incident.incidentId(), new IncidentFact(incident.updatedAt(), true, null, null));
        for (Member member : incident.members()) {
            String episode = incident.tenant() + "|" + member.fingerprint() + "|" + member.startsAt();
            Long listed = recent.get(episode);
            // of several listings the first counts, so a later one need not be kept
            if (listed == null || incident.updatedAt() <= listed) {
                recent.put(episode, incident.updatedAt());
                say(
                        incident.tenant(),
                        member.fingerprint(),
                        member.startsAt(),
                        EpisodeFact.listed(member, incident.updatedAt()));
            }
        }
    }

    /** Takes a decision. */
    void decision(Decision decision) throws IOException {
        if (decision.fingerprint() != null && decision.startsAt() != null) {
            EpisodeFact fact = EpisodeFact.decided(decision);
            say(decision.tenant(), decision.fingerprint(), decision.startsAt(), fact);
            if (fact.shownAs() != null) {
                standIns.expect();
            }
        } else if (decision.kind() == Decision.Kind.HELD && decision.incidentId() != null) {
            about(
                    decision.tenant(),
                    decision.incidentId(),
                    new IncidentFact(decision.at(), false, decision.reason(), EpisodeFact.overflow(decision)));
        }
    }

    private void say(String tenant, String fingerprint, long startsAt, EpisodeFact fact) throws IOException {
        facts.add(
                Episode.key(tenant, fingerprint, startsAt),
                RunJson.bytes(new EpisodeFold.Keyed(tenant, fingerprint, startsAt, fact)));
    }

    private void about(String tenant, String incidentId, IncidentFact fact) throws IOException {
        byIncident.add(
                incidentKey(tenant, incidentId, INCIDENT_FIRST),
                RunJson.bytes(new Entry(tenant, incidentId, fact, null)));
    }

    private static byte[] incidentKey(String tenant, String incidentId, long order) {
        return new SortKey().text(tenant).text(incidentId).number(order).bytes();
    }

    /** Writes the file. Called once, when all has been taken. */
    void write(Path file) throws IOException {
        try (Sorted sorted = facts.sorted()) {
            EpisodeFold fold = new EpisodeFold(sorted);
            for (Episode episode = fold.next(); episode != null; episode = fold.next()) {
                if (fold.shownAs() != null) {
                    standIns.stoodFor(fold.shownAs(), episode);
                } else if (episode.incidentId() == null) {
                    keep(episode);
                } else {
                    place(episode);
                }
            }
        }
        facts.close();
        try (Sorted sorted = byIncident.sorted()) {
            publish(sorted);
        }
        byIncident.close();
        standIns.place(episode -> result.add(episode.key(), RunJson.bytes(episode)));
        try (Sorted sorted = result.sorted()) {
            CanonicalFile.write(file, sorted);
        }
    }

    private void place(Episode episode) throws IOException {
        byIncident.add(
                incidentKey(episode.tenant(), episode.incidentId(), EPISODES_NEXT),
                RunJson.bytes(new Entry(episode.tenant(), episode.incidentId(), null, episode)));
    }

    /** Who is in an incident that nobody saw is in none. */
    private void publish(Sorted sorted) throws IOException {
        Entry before = null;
        IncidentFact known = null;
        while (sorted.next()) {
            Entry entry = RunJson.read(sorted.line(), Entry.class);
            known = entry.sameIncident(before) ? known : null;
            before = entry;
            if (entry.fact() != null) {
                known = entry.fact().after(known);
            } else {
                keep(settled(entry.episode(), known));
            }
        }
    }

    private void keep(Episode episode) throws IOException {
        result.add(episode.key(), RunJson.bytes(episode));
        standIns.shown(episode);
    }

    private static Episode settled(Episode episode, IncidentFact known) {
        if (known != null && known.published()) {
            return episode;
        }
        return known == null || known.held() == null
                ? episode.in(null, Fate.PENDING, Episode.NOT_PUBLISHED_YET)
                : episode.in(known.overflow(), Fate.HELD, known.held());
    }

    @Override
    public void close() throws IOException {
        try (facts;
                byIncident;
                result;
                standIns) {
            recent.clear();
        }
    }
}
