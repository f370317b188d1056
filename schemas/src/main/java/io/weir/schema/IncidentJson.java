package io.weir.schema;

import java.util.List;

/**
 * Writes an incident as {@link Wire#INCIDENT} says, byte for byte what the general writer writes, but quicker: every
 * revision lists its members anew.
 */
final class IncidentJson {
    private static final EnumWords<Incident.Kind> KINDS = new EnumWords<>(Incident.Kind.class);
    private static final EnumWords<Incident.Status> STATUSES = new EnumWords<>(Incident.Status.class);
    private static final EnumWords<Severity> SEVERITIES = new EnumWords<>(Severity.class);
    private static final byte[] TENANT = JsonDocument.name("tenant");
    private static final byte[] INCIDENT_ID = JsonDocument.name("incidentId");
    private static final byte[] REVISION = JsonDocument.name("revision");
    private static final byte[] KIND = JsonDocument.name("kind");
    private static final byte[] REASON = JsonDocument.name("reason");
    private static final byte[] STATUS = JsonDocument.name("status");
    private static final byte[] SCOPE = JsonDocument.name("scope");
    private static final byte[] RULE = JsonDocument.name("rule");
    private static final byte[] RULES_VERSION = JsonDocument.name("rulesVersion");
    private static final byte[] SEVERITY = JsonDocument.name("severity");
    private static final byte[] URGENCY = JsonDocument.name("urgency");
    private static final byte[] IMPACT = JsonDocument.name("impact");
    private static final byte[] TITLE = JsonDocument.name("title");
    private static final byte[] OPENED_AT = JsonDocument.name("openedAt");
    private static final byte[] UPDATED_AT = JsonDocument.name("updatedAt");
    private static final byte[] RESOLVED_AT = JsonDocument.name("resolvedAt");
    private static final byte[] RESOLUTION = JsonDocument.name("resolution");
    private static final byte[] REOPENED = JsonDocument.name("reopened");
    private static final byte[] MEMBER_COUNT = JsonDocument.name("memberCount");
    private static final byte[] FIRING_COUNT = JsonDocument.name("firingCount");
    private static final byte[] MEMBERS = JsonDocument.name("members");
    private static final byte[] MEMBERS_OMITTED = JsonDocument.name("membersOmitted");
    private static final byte[] SCOPE_KEY = JsonDocument.name("scopeKey");
    private static final byte[] STATE = JsonDocument.name("state");
    private static final byte[] PRIORITY = JsonDocument.name("priority");
    private static final byte[] FACTS = JsonDocument.name("facts");
    private static final byte[] SUPPRESSED_COUNT = JsonDocument.name("suppressedCount");
    private static final byte[] CAUSE = JsonDocument.name("cause");
    private static final byte[] LIKELY_SEAT = JsonDocument.name("likelySeat");
    private static final byte[] ACKNOWLEDGED_BY = JsonDocument.name("acknowledgedBy");
    private static final byte[] ACKNOWLEDGED_AT = JsonDocument.name("acknowledgedAt");
    private static final byte[] TICKET = JsonDocument.name("ticket");
    private static final byte[] LIVE = JsonDocument.name("live");
    private static final byte[] TRACE = JsonDocument.name("trace");
    private static final byte[] CATEGORY = JsonDocument.name("category");
    private static final byte[] REQUESTER = JsonDocument.name("requester");
    private static final byte[] ASSIGN_GROUP = JsonDocument.name("assignGroup");
    private static final byte[] ASSETS = JsonDocument.name("assets");
    private static final int LIKELY_BYTES = 2048;
    private static final int LIKELY_BYTES_OF_MEMBER = 1024;

    private IncidentJson() {}

    /** The document that begins with {@code head}; a component that is null is left out. */
    static byte[] write(byte[] head, Incident incident) {
        JsonDocument json = new JsonDocument(head, LIKELY_BYTES + likelyBytes(incident.members()));
        json.text(TENANT, incident.tenant());
        json.text(INCIDENT_ID, incident.incidentId());
        json.number(REVISION, incident.revision());
        json.word(KIND, KINDS.of(incident.kind()));
        json.text(REASON, incident.reason());
        json.word(STATUS, STATUSES.of(incident.status()));
        json.texts(SCOPE, incident.scope());
        json.text(RULE, incident.rule());
        json.text(RULES_VERSION, incident.rulesVersion());
        json.word(SEVERITY, SEVERITIES.of(incident.severity()));
        json.number(URGENCY, incident.urgency());
        json.number(IMPACT, incident.impact());
        json.text(TITLE, incident.title());
        json.time(OPENED_AT, incident.openedAt());
        json.time(UPDATED_AT, incident.updatedAt());
        json.time(RESOLVED_AT, incident.resolvedAt());
        json.text(RESOLUTION, incident.resolution());
        json.number(REOPENED, incident.reopened());
        json.number(MEMBER_COUNT, incident.memberCount());
        json.number(FIRING_COUNT, incident.firingCount());
        members(json, incident.members());
        json.number(MEMBERS_OMITTED, incident.membersOmitted());
        json.text(SCOPE_KEY, incident.scopeKey());
        json.text(STATE, incident.state());
        json.number(PRIORITY, incident.priority());
        json.texts(FACTS, incident.facts());
        json.number(SUPPRESSED_COUNT, incident.suppressedCount());
        json.text(CAUSE, incident.cause());
        json.text(LIKELY_SEAT, incident.likelySeat());
        json.text(ACKNOWLEDGED_BY, incident.acknowledgedBy());
        json.time(ACKNOWLEDGED_AT, incident.acknowledgedAt());
        ticket(json, incident.ticket());
        json.flag(LIVE, incident.live());
        json.text(TRACE, incident.trace());
        return json.close();
    }

    private static int likelyBytes(List<Member> members) {
        if (members instanceof RenderedMembers rendered) {
            return rendered.json().length;
        }
        return members == null ? 0 : members.size() * LIKELY_BYTES_OF_MEMBER;
    }

    private static void members(JsonDocument json, List<Member> members) {
        if (members == null) {
            return;
        }
        if (members instanceof RenderedMembers rendered) {
            json.json(MEMBERS, rendered.json());
            return;
        }
        json.begin(MEMBERS, '[');
        for (Member member : members) {
            MemberJson.write(json, member);
        }
        json.end(']');
    }

    private static void ticket(JsonDocument json, TicketWish wish) {
        if (wish == null) {
            return;
        }
        json.begin(TICKET, '{');
        json.number(CATEGORY, wish.category());
        json.number(REQUESTER, wish.requester());
        json.number(ASSIGN_GROUP, wish.assignGroup());
        if (wish.assets() != null) {
            json.begin(ASSETS, '[');
            for (String asset : wish.assets()) {
                json.element(asset);
            }
            json.end(']');
        }
        json.end('}');
    }
}
