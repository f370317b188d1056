package io.weir.sandbox.awx;

import java.util.List;

/**
 * One question of a template's survey.
 *
 * @param min least value or length, or {@code null} for no bound
 * @param max greatest value or length, or {@code null} for no bound
 * @param choices allowed answers of the choice types, else empty
 */
public record SurveyQuestion(
        String variable, Type type, boolean required, Integer min, Integer max, List<String> choices) {
    /** Kinds of answers, named as AWX names them. */
    public enum Type {
        TEXT,
        TEXTAREA,
        PASSWORD,
        INTEGER,
        FLOAT,
        MULTIPLECHOICE,
        MULTISELECT
    }

    public SurveyQuestion {
        choices = List.copyOf(choices);
    }

    /** A required choice of one out of several answers. */
    public static SurveyQuestion choice(String variable, String... choices) {
        return new SurveyQuestion(variable, Type.MULTIPLECHOICE, true, null, null, List.of(choices));
    }
}
