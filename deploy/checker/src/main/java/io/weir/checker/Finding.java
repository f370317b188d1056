package io.weir.checker;

/**
 * Something that must not be.
 *
 * @param law what it breaks
 * @param subject the incident, ticket or remediation
 * @param text for people
 */
public record Finding(Law law, String subject, String text) {
    @Override
    public String toString() {
        return law + " " + subject + ": " + text;
    }
}
