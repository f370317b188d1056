package io.weir.core.remediate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.Digest;
import io.weir.core.Playbook;
import io.weir.core.scope.Candidate;
import io.weir.schema.Remediation;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether a playbook may be run against a target: only allow-listed rules get here, and each guardrail that
 * says no says which it was. Key: tenant and target.
 */
public final class RemediateMachine extends ChronologicalMachine<RemediateState, Candidate, Remediation> {
    /** Attempts and requests are remembered for so long after the last one. */
    static final long MEMORY_MS = 24 * 3_600_000L;

    private static final int ID_DIGITS = 16;

    /** The key of a candidate: one target of one tenant. */
    public static String keyOf(Candidate candidate) {
        return io.weir.schema.Topics.key(
                candidate.tenant(), Digest.of(20, candidate.playbook().target()));
    }

    @Override
    protected RemediateState thaw(RemediateState state) {
        return state == null ? new RemediateState() : state.copy();
    }

    @Override
    protected boolean isEmpty(RemediateState state) {
        return state.waiting.isEmpty()
                && state.asked.isEmpty()
                && state.attempts.isEmpty()
                && state.coolUntil.isEmpty();
    }

    @Override
    protected long timeOf(Candidate candidate) {
        return candidate.at();
    }

    @Override
    protected Long dueAt(RemediateState state) {
        Candidate next = firstDue(state);
        if (next != null) {
            return ripeAt(next);
        }
        return isEmpty(state) ? null : Long.valueOf(state.forgetAt);
    }

    private static Candidate firstDue(RemediateState state) {
        Candidate first = null;
        for (Candidate candidate : state.waiting) {
            if (first == null || ripeAt(candidate) < ripeAt(first)) {
                first = candidate;
            }
        }
        return first;
    }

    private static long ripeAt(Candidate candidate) {
        return Math.max(
                candidate.at(), candidate.joinedAt() + candidate.playbook().minAgeMs());
    }

    @Override
    protected void due(RemediateState state, long at, List<Remediation> out) {
        Candidate ripe = firstDue(state);
        if (ripe == null) {
            state.asked.clear();
            state.attempts.clear();
            state.coolUntil.clear();
            return;
        }
        state.waiting.remove(ripe);
        decide(state, ripe, at, out);
    }

    @Override
    protected void take(RemediateState state, Candidate candidate, List<Remediation> out) {
        if (candidate.kind() == Candidate.Kind.ENDED) {
            takeBack(state, candidate, out);
            return;
        }
        state.waiting.removeIf(w -> sameWish(w, candidate));
        if (ripeAt(candidate) > candidate.at()) {
            state.waiting.add(candidate);
        } else {
            decide(state, candidate, candidate.at(), out);
        }
    }

    private static boolean sameWish(Candidate one, Candidate other) {
        return one.incidentId().equals(other.incidentId()) && one.fingerprint().equals(other.fingerprint());
    }

    private static void decide(RemediateState state, Candidate candidate, long at, List<Remediation> out) {
        Playbook playbook = candidate.playbook();
        String refusal = Refusal.of(state, candidate, at);
        int attempt = state.attempts.getOrDefault(Refusal.attemptsKey(candidate), 0) + 1;
        if (refusal != null) {
            out.add(remediation(candidate, Remediation.Kind.REFUSED, attempt, at, refusal));
            return;
        }
        Remediation request = remediation(candidate, Remediation.Kind.REQUESTED, attempt, at, null);
        // a dry run is no attempt, but it cools down like one
        if (playbook.mode() != Remediation.Mode.DRY_RUN) {
            state.attempts.put(Refusal.attemptsKey(candidate), attempt);
        }
        state.coolUntil.put(playbook.template(), at + playbook.cooldownMs());
        state.asked.add(request);
        state.forgetAt = Math.max(state.forgetAt, at + Math.max(MEMORY_MS, playbook.cooldownMs()));
        out.add(request);
    }

    private static void takeBack(RemediateState state, Candidate candidate, List<Remediation> out) {
        // not the wish of a newer episode that began at the same instant
        state.waiting.removeIf(w -> sameWish(w, candidate) && w.startsAt() <= candidate.startsAt());
        for (Remediation asked : new ArrayList<>(state.asked)) {
            if (asked.incidentId().equals(candidate.incidentId())
                    && asked.fingerprint().equals(candidate.fingerprint())) {
                state.asked.remove(asked);
                out.add(cancelled(asked, candidate.at()));
            }
        }
    }

    private static Remediation remediation(
            Candidate candidate, Remediation.Kind kind, int attempt, long at, String reason) {
        Playbook playbook = candidate.playbook();
        String id = Digest.of(
                ID_DIGITS,
                candidate.incidentId(),
                playbook.rule(),
                playbook.template(),
                playbook.target(),
                candidate.fingerprint(),
                Integer.toString(attempt),
                kind == Remediation.Kind.REQUESTED && playbook.mode() != Remediation.Mode.DRY_RUN
                        ? ""
                        : Long.toString(at));
        return new Remediation(
                candidate.tenant(),
                "rem-" + id,
                candidate.incidentId(),
                kind,
                playbook.rule(),
                playbook.template(),
                playbook.target(),
                playbook.vars(),
                playbook.mode(),
                attempt,
                candidate.alertname(),
                candidate.fingerprint(),
                at,
                at + playbook.expiresAfterMs(),
                playbook.verifyWithinMs(),
                reason,
                playbook.labels(),
                null,
                candidate.trace());
    }

    private static Remediation cancelled(Remediation asked, long at) {
        return new Remediation(
                asked.tenant(),
                asked.remediationId(),
                asked.incidentId(),
                Remediation.Kind.CANCELLED,
                asked.rule(),
                asked.template(),
                asked.target(),
                asked.vars(),
                asked.mode(),
                asked.attempt(),
                asked.alertname(),
                asked.fingerprint(),
                at,
                asked.expiresAt(),
                asked.verifyWithinMs(),
                "the alert no longer fires here",
                asked.labels(),
                null,
                asked.trace());
    }
}
