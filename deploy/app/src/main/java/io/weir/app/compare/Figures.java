package io.weir.app.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of one run.
 *
 * @param values of each {@link Figure} that is known; whole numbers but for shares
 * @param refusals playbooks refused, by reason
 * @param held episodes that were kept back at the end, by reason
 */
public record Figures(Map<Figure, Number> values, Map<String, Long> refusals, Map<String, Long> held) {

    /** Keeps copies. */
    public Figures {
        EnumMap<Figure, Number> known = new EnumMap<>(Figure.class);
        known.putAll(values);
        values = Collections.unmodifiableMap(known);
        refusals = Collections.unmodifiableMap(new TreeMap<>(refusals));
        held = Collections.unmodifiableMap(new TreeMap<>(held));
    }

    /**
     * Reads the files of a run; keeps two numbers per incident in memory.
     *
     * @param run folder that {@link RunFolder#write} wrote
     * @param received what that returned
     * @throws IOException when a file cannot be read
     */
    public static Figures of(Path run, Night night, Received received) throws IOException {
        EnumMap<Figure, Number> values = new EnumMap<>(Figure.class);
        if (received.alerts() != null) {
            values.put(Figure.ALERTS, received.alerts());
        }
        IncidentCount incidents = IncidentCount.of(run, night);
        EpisodeCount episodes = EpisodeCount.of(run);
        RemediationCount remediations = RemediationCount.of(run);
        values.put(Figure.EPISODES, episodes.episodes());
        values.put(Figure.INCIDENTS, incidents.incidents());
        values.put(Figure.TICKETS, incidents.incidents());
        values.put(Figure.FOLLOW_UPS, incidents.followUps());
        if (episodes.episodes() > 0) {
            values.put(Figure.NOISE_REDUCTION, 1 - (double) incidents.incidents() / episodes.episodes());
        }
        if (incidents.incidents() > 0) {
            values.put(Figure.TIME_TO_TICKET_P50_MS, incidents.timeToTicket(50));
            values.put(Figure.TIME_TO_TICKET_P90_MS, incidents.timeToTicket(90));
            values.put(Figure.TIME_TO_TICKET_MAX_MS, incidents.timeToTicket(100));
        }
        values.put(Figure.NIGHT_TICKETS, incidents.atNight());
        values.put(Figure.REOPENED, incidents.reopened());
        values.put(Figure.REMEDIATIONS_REQUESTED, remediations.requested());
        values.put(Figure.REMEDIATIONS_REFUSED, remediations.refused());
        values.put(Figure.CRITICAL_EPISODES, episodes.critical());
        values.put(Figure.MISSED_CRITICAL, episodes.missedCritical());
        values.put(Figure.UNRESOLVED, incidents.unresolved());
        return new Figures(values, remediations.refusals(), episodes.held());
    }

    /** The value of a figure; null when it is unknown. */
    public Number value(Figure figure) {
        return values.get(figure);
    }

    /** The same with other values for some. */
    Figures with(Map<Figure, Number> others) {
        EnumMap<Figure, Number> all = new EnumMap<>(Figure.class);
        all.putAll(values);
        all.putAll(others);
        return new Figures(all, refusals, held);
    }

    /** By the names of documents, all of them, in their order; null where unknown. */
    Map<String, Number> document() {
        Map<String, Number> document = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            document.put(figure.camel(), values.get(figure));
        }
        return document;
    }
}
