package io.weir.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.Machine;
import io.weir.core.admit.AdmitMachine;
import io.weir.core.decide.Count;
import io.weir.core.decide.TallyMachine;
import io.weir.core.directives.Directives;
import io.weir.core.inhibit.IdentityMachine;
import io.weir.core.inhibit.InhibitMachine;
import io.weir.core.inhibit.InhibitOutput;
import io.weir.core.remediate.RemediateMachine;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.track.TrackMachine;
import io.weir.core.track.TrackOutput;
import io.weir.core.track.TrackState;
import io.weir.core.track.Verdict;
import io.weir.schema.Alert;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Tally;
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
    private final List<Decision> decisions = new ArrayList<>();
    private List<EpisodeEvent> events;
    private List<EpisodeEvent> toScopes;
    private List<Candidate> candidates;
    private final List<Decision> placed = new ArrayList<>();
    private final List<Count> counted = new ArrayList<>();
    private List<Tally> tallies;

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
        List<EpisodeEvent> merged = pass(new IdentityMachine(), events, IdentityMachine::keyOf, until);
        toScopes = pass(new InhibitMachine(), merged, InhibitMachine::keyOf, until);
        List<ScopeOutput> scoped = bursts(
                new KeyedRun<>(around(new ScopeMachine())),
                toScopes,
                EpisodeEvent::scopeKey,
                EpisodeEvent::at,
                EpisodeEvent.TIES,
                until);
        List<ScopeOutput> decided = bursts(
                new KeyedRun<>(around(new AdmitMachine())),
                scoped,
                AdmitMachine::keyOf,
                ScopeOutput::at,
                AdmitMachine.TIES,
                until);
        placed.addAll(decisions);
        placed.addAll(some(decided, ScopeOutput::decision));
        candidates = some(decided, ScopeOutput::candidate);
        List<Remediation> remediations = bursts(
                new KeyedRun<>(around(new RemediateMachine())),
                candidates,
                RemediateMachine::keyOf,
                Candidate::at,
                Comparator.comparing(Candidate::incidentId).thenComparing(Candidate::fingerprint),
                until);
        placed.forEach(decision -> count(Count.settled(decision)));
        tallies = bursts(
                new KeyedRun<>(around(new TallyMachine())),
                counted,
                Count::tenant,
                Count::at,
                Count.TIES,
                until + 2 * TallyMachine.MARGIN_MS);
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

    /** What the scopes were told, after identities and causes. */
    public List<EpisodeEvent> toScopes() {
        return toScopes;
    }

    /** What was decided of identities and causes. */
    public List<Decision> decisions() {
        return decisions;
    }

    /** What {@code Correlate} offered for remediation. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** What was decided of episodes that started, and of incidents; by the stages, each in the order of time. */
    public List<Decision> placed() {
        return placed;
    }

    /** What became of all observations, by tenant and minute. */
    public List<Tally> tallies() {
        return tallies;
    }

    private void count(Count count) {
        if (count != null) {
            counted.add(count);
        }
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
            answer.stream()
                    .filter(output -> output.verdict() != null)
                    .forEach(output -> count(Count.observed(
                            observation.alert().tenant(), observation.at(), output.verdict(), output.event())));
            out.addAll(answer);
        }
        out.addAll(run.passTo(until));
        left.putAll(run.states());
        some(out, TrackOutput::verdict).forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
        return out;
    }

    /** A machine in the line from Track to Scope; what it has no key for goes past it. */
    private <S> List<EpisodeEvent> pass(
            Machine<S, List<EpisodeEvent>, InhibitOutput> machine,
            List<EpisodeEvent> told,
            Function<EpisodeEvent, String> keyOf,
            long until) {
        List<EpisodeEvent> through = new ArrayList<>();
        List<EpisodeEvent> past = new ArrayList<>();
        told.forEach(event -> (keyOf.apply(event) == null ? past : through).add(event));
        List<InhibitOutput> out =
                bursts(new KeyedRun<>(around(machine)), through, keyOf, EpisodeEvent::at, EpisodeEvent.TIES, until);
        decisions.addAll(some(out, InhibitOutput::decision));
        past.addAll(some(out, InhibitOutput::event));
        return past;
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
