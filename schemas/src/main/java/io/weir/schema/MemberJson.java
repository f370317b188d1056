package io.weir.schema;

/** Writes a member of an incident for {@link IncidentJson}. */
final class MemberJson {
    private static final EnumWords<Member.Status> STATUSES = new EnumWords<>(Member.Status.class);
    private static final EnumWords<Severity> SEVERITIES = new EnumWords<>(Severity.class);
    private static final byte[] FINGERPRINT = JsonDocument.name("fingerprint");
    private static final byte[] STARTS_AT = JsonDocument.name("startsAt");
    private static final byte[] ENDS_AT = JsonDocument.name("endsAt");
    private static final byte[] STATUS = JsonDocument.name("status");
    private static final byte[] SEVERITY = JsonDocument.name("severity");
    private static final byte[] LABELS = JsonDocument.name("labels");
    private static final byte[] ANNOTATIONS = JsonDocument.name("annotations");
    private static final byte[] SOURCE = JsonDocument.name("source");
    private static final byte[] GENERATOR_URL = JsonDocument.name("generatorUrl");
    private static final byte[] JOINED_AT = JsonDocument.name("joinedAt");
    private static final byte[] FLAPPING = JsonDocument.name("flapping");
    private static final byte[] PERSISTED = JsonDocument.name("persisted");
    private static final byte[] SUPPRESSED_BY = JsonDocument.name("suppressedBy");
    private static final byte[] SUPPRESSION_RULE = JsonDocument.name("suppressionRule");
    private static final byte[] RARE = JsonDocument.name("rare");
    private static final byte[] LATE = JsonDocument.name("late");

    private MemberJson() {}

    /** Writes {@code member}, which may be null, as the next element of a list. */
    static void write(JsonDocument json, Member member) {
        if (member == null) {
            json.nothing();
            return;
        }
        json.begin('{');
        json.text(FINGERPRINT, member.fingerprint());
        json.time(STARTS_AT, member.startsAt());
        json.time(ENDS_AT, member.endsAt());
        json.word(STATUS, STATUSES.of(member.status()));
        json.word(SEVERITY, SEVERITIES.of(member.severity()));
        json.texts(LABELS, member.labels());
        json.texts(ANNOTATIONS, member.annotations());
        json.text(SOURCE, member.source());
        json.text(GENERATOR_URL, member.generatorUrl());
        json.time(JOINED_AT, member.joinedAt());
        json.flag(FLAPPING, member.flapping());
        json.flag(PERSISTED, member.persisted());
        json.text(SUPPRESSED_BY, member.suppressedBy());
        json.text(SUPPRESSION_RULE, member.suppressionRule());
        json.flag(RARE, member.rare());
        json.flag(LATE, member.late());
        json.end('}');
    }
}
