package io.weir.app.compare;

import java.math.BigDecimal;

/**
 * One condition of {@link FailIf}.
 *
 * @param text as it was written
 * @param measure what is looked at
 * @param relation how it must stand to the limit
 * @param number the limit, or what the value before is taken times
 * @param times whether it is taken times the value before
 */
record Condition(String text, Measure measure, Relation relation, BigDecimal number, boolean times) {
    /** How a value stands to a limit. */
    enum Relation {
        GREATER(">"),
        AT_LEAST(">="),
        LESS("<"),
        AT_MOST("<="),
        EQUAL("="),
        OTHER("!=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean holds(BigDecimal value, BigDecimal limit) {
            int order = value.compareTo(limit);
            return switch (this) {
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case EQUAL -> order == 0;
                case OTHER -> order != 0;
            };
        }
    }

    /** What was found, when the condition holds; null when it does not, or a value it needs is unknown. */
    FailIf.Finding check(Figures after, Diff diff) {
        BigDecimal value = decimal(measure.value(after, diff));
        BigDecimal before = times ? decimal(diff.before().figures().value(measure.figure())) : null;
        if (value == null || (times && before == null)) {
            return null;
        }
        BigDecimal limit = times ? number.multiply(before) : number;
        if (!relation.holds(value, limit)) {
            return null;
        }
        String against = times ? number.toPlainString() + " × " + plain(before) + " = " + plain(limit) : plain(limit);
        String sentence = measure.name() + " is " + plain(value) + ", and " + text + " was not to be: the limit is "
                + against + ".";
        return new FailIf.Finding(text, sentence, value, limit);
    }

    private static BigDecimal decimal(Number number) {
        if (number == null) {
            return null;
        }
        return number instanceof Double share ? BigDecimal.valueOf(share) : BigDecimal.valueOf(number.longValue());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
