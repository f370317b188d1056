package io.weir.app.compare;

import io.weir.app.compare.Condition.Relation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Conditions under which a replay is a failure: {@code tickets > 1.2x, missed-critical > 0}. Each is a name, one of
 * {@code > >= < <= = !=}, and a number: plain, compared with the value after; with {@code x}, taken times the value before;
 * or with {@code %}, for shares. Names are those of {@link Figure} and {@link ChangeKind}. A condition whose value is
 * unknown (a time to ticket without a ticket) does not hold.
 */
public final class FailIf {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9-]*)\\s*(>=|<=|!=|>|<|=)\\s*(\\d+(?:\\.\\d+)?)\\s*([x%]?)");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<Condition> conditions;

    private FailIf(List<Condition> conditions) {
        this.conditions = conditions;
    }

    /**
     * A condition that holds.
     *
     * @param condition as it was written
     * @param text one sentence with the values
     * @param value of the run, or of the run after
     * @param limit what it was held against
     */
    public record Finding(String condition, String text, Number value, Number limit) {}

    /**
     * Reads conditions.
     *
     * @param compared whether two runs will be compared; without, nothing can be held against the run before
     * @throws IllegalArgumentException when a part cannot be read; the message names the part and what is expected
     */
    public static FailIf parse(String text, boolean compared) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            conditions.add(condition(part.strip(), compared));
        }
        return new FailIf(conditions);
    }

    private static Condition condition(String part, boolean compared) {
        Matcher form = FORM.matcher(part);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + part + "': expected NAME > NUMBER, like tickets > 1.2x; signs are"
                    + " > >= < <= = !=, a number may end with x (times the value before) or % (of a share); names are "
                    + String.join(", ", Measure.names()));
        }
        Measure measure = Measure.of(form.group(1));
        if (measure == null) {
            throw new IllegalArgumentException("'" + part + "': there is no " + form.group(1) + "; names are "
                    + String.join(", ", Measure.names()));
        }
        String unit = form.group(4);
        if (unit.equals("%") && !measure.isShare()) {
            throw new IllegalArgumentException("'" + part + "': % is for shares ("
                    + Arrays.stream(Figure.values())
                            .filter(figure -> figure.unit() == Figure.Unit.SHARE)
                            .map(Figure::kebab)
                            .collect(Collectors.joining(", "))
                    + "), and " + measure.name() + " is none");
        }
        if (unit.equals("x") && measure.kind() != null) {
            throw new IllegalArgumentException(
                    "'" + part + "': " + measure.name() + " counts changes and has no value before; leave the x out");
        }
        if (!compared && (unit.equals("x") || measure.kind() != null)) {
            throw new IllegalArgumentException(
                    "'" + part + "': compares with a run before, and there is one rule book only");
        }
        BigDecimal number = new BigDecimal(form.group(3));
        return new Condition(
                part,
                measure,
                relation(form.group(2)),
                unit.equals("%") ? number.divide(HUNDRED) : number,
                unit.equals("x"));
    }

    private static Relation relation(String sign) {
        return Arrays.stream(Relation.values())
                .filter(relation -> relation.sign().equals(sign))
                .findFirst()
                .orElseThrow();
    }

    /** The conditions that hold for one run, of conditions that were read for one. */
    public List<Finding> check(Figures run) {
        return check(run, null);
    }

    /** The conditions that hold for the run after. */
    public List<Finding> check(Diff diff) {
        return check(diff.after().figures(), diff);
    }

    private List<Finding> check(Figures after, Diff diff) {
        return conditions.stream()
                .map(condition -> condition.check(after, diff))
                .filter(Objects::nonNull)
                .toList();
    }
}
