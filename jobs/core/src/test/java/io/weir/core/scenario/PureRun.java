package io.weir.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.Machine;
import io.weir.core.directives.Directives;
import io.weir.core.remediate.RemediateMachine;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.track.TrackMachine;
import io.weir.core.track.TrackOutput;
import io.weir.core.track.TrackState;
import io.weir.core.track.Verdict;
import io.weir.schema.Alert;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * All machines one after the other, without an engine: what the pipeline computes, in a few lines. The answer is that
 * of a pipeline whose watermark passes each instant after all of its inputs.
 */
public class PureRun {
    private final Directives directives;
    private final Map<String, Object> left = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private List<EpisodeEvent> events;
    private List<Candidate> candidates;

    /** @param directives the rules and downtimes in force */
    public PureRun(Directives directives) {
        this.directives = directives;
    }

    /**
     * Runs everything once; a run is used for one answer only.
     *
     * @param observations in the order of the log, that is sorted by time
     * @param until time goes on to this instant after the last of them
     */
    public Outcome run(List<Observation> observations, long until) {
        List<TrackOutput> tracked = track(observations, until);
        events = some(tracked, TrackOutput::event);
        List<ScopeOutput> decided = bursts(
                new KeyedRun<>(around(new ScopeMachine())),
                events,
                EpisodeEvent::scopeKey,
                EpisodeEvent::at,
                Comparator.comparing(EpisodeEvent::fingerprint),
                until);
        candidates = some(decided, ScopeOutput::candidate);
        List<Remediation> remediations = bursts(
                new KeyedRun<>(around(new RemediateMachine())),
                candidates,
                RemediateMachine::keyOf,
                Candidate::at,
                Comparator.comparing(Candidate::incidentId).thenComparing(Candidate::fingerprint),
                until);
        List<Incident> incidents = some(decided, ScopeOutput::incident);
        List<Receipt> receipts = some(tracked, TrackOutput::receipt);
        return new Outcome(incidents, receipts, remediations, counts);
    }

    /** A place to watch the machines from. */
    protected <S, I, O> Machine<S, I, O> around(Machine<S, I, O> machine) {
        return machine;
    }

    /** What {@code Track} told {@code Correlate}, in the order of time. */
    public List<EpisodeEvent> events() {
        return events;
    }

    /** What {@code Correlate} offered for remediation. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** What became of each observation, in their order. */
    public List<Verdict> verdicts() {
        return verdicts;
    }

    /** What is still known at the end, by key. */
    public Map<String, Object> left() {
        return left;
    }

    private List<TrackOutput> track(List<Observation> observations, long until) {
        KeyedRun<TrackState, Alert, TrackOutput> run = new KeyedRun<>(around(new TrackMachine(directives)));
        List<TrackOutput> out = new ArrayList<>();
        for (Observation observation : observations) {
            String key =
                    Topics.key(observation.alert().tenant(), observation.alert().fingerprint());
            out.addAll(run.passTo(key, observation.at()));
            List<TrackOutput> answer = run.accept(key, observation.alert(), observation.at());
            List<Verdict> given = some(answer, TrackOutput::verdict);
            assertThat(given).as("each observation gets one verdict").hasSize(1);
            verdicts.addAll(given);
            out.addAll(answer);
        }
        out.addAll(run.passTo(until));
        left.putAll(run.states());
        some(out, TrackOutput::verdict).forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
        return out;
    }

    private <S, I, O> List<O> bursts(
            KeyedRun<S, List<I>, O> run,
            List<I> inputs,
            Function<I, String> keyOf,
            ToLongFunction<I> timeOf,
            Comparator<I> ties,
            long until) {
        Map<String, List<I>> bursts = new LinkedHashMap<>();
        List<O> out = new ArrayList<>();
        List<I> sorted = inputs.stream()
                .sorted(Comparator.comparingLong(timeOf).thenComparing(ties))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            I input = sorted.get(i);
            long at = timeOf.applyAsLong(input);
            bursts.computeIfAbsent(keyOf.apply(input), k -> new ArrayList<>()).add(input);
            if (i + 1 == sorted.size() || timeOf.applyAsLong(sorted.get(i + 1)) != at) {
                bursts.forEach((key, burst) -> out.addAll(run.accept(key, burst, at)));
                bursts.clear();
            }
        }
        out.addAll(run.passTo(until));
        left.putAll(run.states());
        return out;
    }

    private static <A, B> List<B> some(List<A> all, Function<A, B> part) {
        return all.stream().map(part).filter(Objects::nonNull).toList();
    }
}
