package io.weir.schema;

/**
 * What the matchers of one document may cost together, on top of what each of them may. An alert can be compared with
 * all of them, so their number must not make up for what a single one is refused.
 */
public final class RegexBudget {
    /** 20 MB; 5,000 rules with an expression of 50 characters each fit. */
    private static final int BOOK_STEPS = 250_000;
    /** Four seconds for an alert with the longest label value at the worst; 5,000 rules with {@code db1(:.*)?} fit. */
    private static final int BOOK_WIDTH = 40_000;

    private static final int DOWNTIME_STEPS = 20_000;
    private static final int DOWNTIME_WIDTH = 1_000;

    private final String document;
    private final int mostSteps;
    private final int mostWidth;
    private long steps;
    private long width;

    private RegexBudget(String document, int mostSteps, int mostWidth) {
        this.document = document;
        this.mostSteps = mostSteps;
        this.mostWidth = mostWidth;
    }

    /** For one rule book. */
    public static RegexBudget ofRuleBook() {
        return new RegexBudget("a rule book", BOOK_STEPS, BOOK_WIDTH);
    }

    /** For one downtime. */
    public static RegexBudget ofDowntime() {
        return new RegexBudget("a downtime", DOWNTIME_STEPS, DOWNTIME_WIDTH);
    }

    /** A matcher without an expression. */
    void plain() {
        spend(1, 0);
    }

    void expression(RegexSize size) {
        spend(size.steps(), size.width());
    }

    private void spend(long moreSteps, long moreWidth) {
        if (steps + moreSteps > mostSteps || width + moreWidth > mostWidth) {
            throw new IllegalArgumentException(
                    "expected fewer or smaller regular expressions: this one and those before" + " it are more than "
                            + document + " may hold");
        }
        steps += moreSteps;
        width += moreWidth;
    }
}
