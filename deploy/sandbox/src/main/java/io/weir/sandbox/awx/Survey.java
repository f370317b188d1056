package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.weir.sandbox.http.Json;
import java.util.List;
import java.util.stream.Collectors;

/** Checks answers against a survey. The texts are those of models/mixins.py. */
final class Survey {
    private final List<SurveyQuestion> questions;

    Survey(List<SurveyQuestion> questions) {
        this.questions = questions;
    }

    boolean asksFor(String variable) {
        return questions.stream().anyMatch(q -> q.variable().equals(variable));
    }

    List<String> required() {
        return questions.stream()
                .filter(SurveyQuestion::required)
                .map(SurveyQuestion::variable)
                .toList();
    }

    /** What is wrong with the answers; empty when nothing is. */
    ArrayNode errors(JsonNode answers) {
        ArrayNode errors = Json.array();
        for (SurveyQuestion question : questions) {
            if (!answers.has(question.variable())) {
                if (question.required()) {
                    errors.add("'" + question.variable() + "' value missing");
                }
                continue;
            }
            String error = error(question, answers.get(question.variable()));
            if (error != null) {
                errors.add(error);
            }
        }
        return errors;
    }

    private static String error(SurveyQuestion question, JsonNode value) {
        return switch (question.type()) {
            case TEXT, TEXTAREA, PASSWORD -> text(question, value);
            case INTEGER ->
                value.isIntegralNumber()
                        ? bounds(question, value, value.doubleValue())
                        : expected(question, value, "an integer");
            case FLOAT ->
                value.isNumber()
                        ? bounds(question, value, value.doubleValue())
                        : expected(question, value, "a numeric type");
            case MULTIPLECHOICE ->
                question.choices().contains(value.asText()) && value.isValueNode()
                        ? null
                        : expected(question, value, "one of " + python(question.choices()));
            case MULTISELECT -> selection(question, value);
        };
    }

    private static String text(SurveyQuestion question, JsonNode value) {
        if (!value.isTextual()) {
            return expected(question, value, "a string");
        }
        int length = value.textValue().length();
        String start = "'" + question.variable() + "' value " + value.textValue();
        if (question.min() != null && length < question.min()) {
            return start + " is too small (length is " + length + " must be at least " + question.min() + ").";
        }
        if (question.max() != null && length > question.max()) {
            return start + " is too large (must be no more than " + question.max() + ").";
        }
        return null;
    }

    private static String bounds(SurveyQuestion question, JsonNode value, double number) {
        String start = "'" + question.variable() + "' value " + value.asText();
        if (question.min() != null && number < question.min()) {
            return start + " is too small (must be at least " + question.min() + ").";
        }
        if (question.max() != null && number > question.max()) {
            return start + " is too large (must be no more than " + question.max() + ").";
        }
        return null;
    }

    private static String selection(SurveyQuestion question, JsonNode value) {
        if (!value.isArray()) {
            return "'" + question.variable() + "' value is expected to be a list.";
        }
        for (JsonNode one : value) {
            if (!question.choices().contains(one.asText())) {
                return expected(question, one, "one of " + python(question.choices()));
            }
        }
        return null;
    }

    private static String expected(SurveyQuestion question, JsonNode value, String what) {
        String shown = value.isValueNode() ? value.asText() : value.toString();
        return "Value " + shown + " for '" + question.variable() + "' expected to be " + what + ".";
    }

    private static String python(List<String> choices) {
        return choices.stream().map(c -> "'" + c + "'").collect(Collectors.joining(", ", "[", "]"));
    }
}
