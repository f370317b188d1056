package io.weir.checker;

import java.util.ArrayList;
import java.util.List;

/** Holds the evidence of a run against the laws. */
public final class Checker {
    private Checker() {}

    /** What breaks a law; empty when all is well. */
    public static List<Finding> findings(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        new TicketLaws(evidence, findings).check();
        new JobLaws(evidence, findings).check();
        return List.copyOf(findings);
    }
}
