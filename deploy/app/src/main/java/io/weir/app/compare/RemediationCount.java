package io.weir.app.compare;

import io.weir.schema.Remediation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code remediations.jsonl} tells, counted.
 *
 * @param refused by the correlation, or by a guardrail that can be told from history
 * @param refusals the same by reason
 */
record RemediationCount(long requested, long refused, Map<String, Long> refusals) {
    /** What of a line is counted. */
    private record Line(Remediation.Kind kind, String reason, String wouldBeRefused) {
        static Line read(byte[] line) throws IOException {
            return RunJson.read(line, Line.class);
        }

        String refusal() {
            return kind == Remediation.Kind.REFUSED ? String.valueOf(reason) : wouldBeRefused;
        }
    }

    static RemediationCount of(Path run) throws IOException {
        long requested = 0;
        long refused = 0;
        Map<String, Long> refusals = new TreeMap<>();
        try (LineFile lines = new LineFile(run.resolve(RunFolder.REMEDIATIONS))) {
            for (Line line = lines.next(Line::read); line != null; line = lines.next(Line::read)) {
                requested += line.kind() == Remediation.Kind.REQUESTED ? 1 : 0;
                if (line.refusal() != null) {
                    refused++;
                    refusals.merge(line.refusal(), 1L, Long::sum);
                }
            }
        }
        return new RemediationCount(requested, refused, refusals);
    }
}
