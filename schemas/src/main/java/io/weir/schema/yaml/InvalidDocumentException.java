package io.weir.schema.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be used, with everything that is wrong in it; the message has one line per problem. */
public final class InvalidDocumentException extends IllegalArgumentException {
    private final List<Problem> problems;

    /** @param problems at least one */
    public InvalidDocumentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, at least one, in the order in which they were found. */
    public List<Problem> problems() {
        return problems;
    }
}
