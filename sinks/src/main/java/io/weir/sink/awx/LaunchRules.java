package io.weir.sink.awx;

import io.weir.schema.Remediation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a request must be like before AWX hears of it. Everything in it may come from an alert. */
final class LaunchRules {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}");
    /** Host patterns of Ansible that stand for more than one host. */
    private static final Set<String> NOT_A_HOST = Set.of("all", "ungrouped");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    /** Prefixes by which a variable changes how Ansible or AWX itself works. */
    private static final Pattern RESERVED = Pattern.compile("(?i)(ansible|awx|tower|molecule)_.*");

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9-]{1,128}");
    private static final int LONGEST_VALUE = 1_024;

    private LaunchRules() {}

    /** The template's name without {@code ++organization}. */
    static String templateName(Remediation request) {
        int plus = request.template().indexOf("++");
        return plus < 0 ? request.template() : request.template().substring(0, plus);
    }

    /** Whether the tenant may start this template. */
    static void checkAllowed(Remediation request, AwxOptions.Tenant tenant) throws RefusedException {
        if (tenant == null) {
            throw new RefusedException(
                    "tenant-unknown", "no AWX organization is configured for tenant " + request.tenant());
        }
        int plus = request.template().indexOf("++");
        String organization =
                plus < 0 ? tenant.organization() : request.template().substring(plus + 2);
        if (!tenant.allows(templateName(request)) || !organization.equals(tenant.organization())) {
            throw new RefusedException(
                    "template-not-allowed",
                    "template " + request.template() + " is not on the list of tenant " + request.tenant());
        }
    }

    /** Whether the request is still wanted and its id can be a label. */
    static void checkWanted(Remediation request, Instant now) throws RefusedException {
        if (request.kind() != Remediation.Kind.REQUESTED) {
            throw new RefusedException("not-requested", "the request is " + request.kind());
        }
        if (!LABEL.matcher(request.remediationId()).matches()) {
            throw new RefusedException("id-invalid", "not usable as a label: " + request.remediationId());
        }
        if (request.expiresAt() != null && now.toEpochMilli() > request.expiresAt()) {
            throw new RefusedException(
                    "expired", "it was to be launched before " + Instant.ofEpochMilli(request.expiresAt()));
        }
    }

    /** Whether the target is one host name and nothing more. */
    static void checkTarget(String target) throws RefusedException {
        if (target == null || !HOST.matcher(target).matches() || NOT_A_HOST.contains(target)) {
            throw new RefusedException("target-invalid", "not the name of one host: " + printable(target));
        }
    }

    /**
     * The extra variables: the rule's, and ours.
     *
     * @throws RefusedException when a name or value could do more than be a value
     */
    static Map<String, String> variables(Remediation request) throws RefusedException {
        Map<String, String> variables = new TreeMap<>();
        for (Map.Entry<String, String> variable : request.vars().entrySet()) {
            checkName(variable.getKey());
            checkValue(variable.getKey(), variable.getValue());
            variables.put(variable.getKey(), variable.getValue());
        }
        own(request).forEach(variables::put);
        return variables;
    }

    /** The variables that every playbook gets, when its template takes them. */
    static Map<String, String> own(Remediation request) {
        return Map.of("remediation_id", request.remediationId(), "incident_id", request.incidentId());
    }

    private static void checkName(String name) throws RefusedException {
        if (!VARIABLE.matcher(name).matches() || RESERVED.matcher(name).matches()) {
            throw new RefusedException("variable-unsafe", "not a name for a variable: " + printable(name));
        }
    }

    private static void checkValue(String name, String value) throws RefusedException {
        if (value == null) {
            throw new RefusedException("variable-missing", "the alert has no value for " + name);
        }
        if (value.contains("{{") || value.contains("{%") || value.contains("{#")) {
            throw new RefusedException("variable-unsafe", name + " contains template braces");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new RefusedException("variable-unsafe", name + " contains control characters");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
            throw new RefusedException("variable-unsafe", name + " is longer than " + LONGEST_VALUE + " bytes");
        }
    }

    private static String printable(String text) {
        if (text == null) {
            return "(none)";
        }
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }
}
