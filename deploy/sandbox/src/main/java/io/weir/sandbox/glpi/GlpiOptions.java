package io.weir.sandbox.glpi;

import java.util.List;

/**
 * What the GLPI stand-in starts with. Lists are only added to what a state file already holds.
 *
 * @param appToken must come with every call
 * @param credentialsLogin whether signing in with name and password is allowed
 * @param entities entities below the root
 * @param version 10, or 11 to keep and show a ticket's {@code externalid}, which 10 drops without a word
 * @param ruleUrgency urgency that a business rule gives every ticket that is created or gets another urgency; null for
 *     no rule
 */
public record GlpiOptions(
        String appToken,
        boolean credentialsLogin,
        List<GlpiUser> users,
        List<GlpiEntity> entities,
        List<GlpiNamed> groups,
        List<GlpiNamed> categories,
        List<GlpiNamed> requestTypes,
        List<GlpiNamed> states,
        List<GlpiComputer> computers,
        int version,
        Integer ruleUrgency) {

    public GlpiOptions {
        users = List.copyOf(users);
        entities = List.copyOf(entities);
        groups = List.copyOf(groups);
        categories = List.copyOf(categories);
        requestTypes = List.copyOf(requestTypes);
        states = List.copyOf(states);
        computers = List.copyOf(computers);
    }

    /**
     * One technician {@code weir} (user token {@code sandbox-user-token}, password {@code weir}), one administrator
     * {@code admin} (user token {@code sandbox-admin-token}), entities {@code Tenant A} (1) and {@code Tenant B} (2),
     * group {@code NOC}, category {@code Monitoring alert}, states {@code Monitored} (1) and {@code Maintenance} (2),
     * computers {@code web-01} in both tenants and {@code db-01} in the first. App token {@code sandbox-app-token}.
     */
    public static GlpiOptions defaults() {
        return new GlpiOptions(
                "sandbox-app-token",
                true,
                List.of(
                        new GlpiUser(7, "weir", "weir", "sandbox-user-token", GlpiProfile.TECHNICIAN, true),
                        new GlpiUser(2, "admin", "admin", "sandbox-admin-token", GlpiProfile.SUPER_ADMIN, true),
                        new GlpiUser(8, "gone", "gone", "sandbox-gone-token", GlpiProfile.TECHNICIAN, false)),
                List.of(new GlpiEntity(1, "Tenant A", 0, "tenant-a"), new GlpiEntity(2, "Tenant B", 0, "tenant-b")),
                List.of(new GlpiNamed(1, "NOC")),
                List.of(new GlpiNamed(1, "Monitoring alert")),
                List.of(new GlpiNamed(1, "Helpdesk"), new GlpiNamed(7, "Monitoring")),
                List.of(new GlpiNamed(1, "Monitored"), new GlpiNamed(2, "Maintenance")),
                List.of(
                        new GlpiComputer(1, "web-01", 1, 1),
                        new GlpiComputer(2, "web-01", 2, 1),
                        new GlpiComputer(3, "db-01", 1, 1)),
                10,
                null);
    }

    public GlpiOptions withAppToken(String token) {
        return new GlpiOptions(
                token,
                credentialsLogin,
                users,
                entities,
                groups,
                categories,
                requestTypes,
                states,
                computers,
                version,
                ruleUrgency);
    }

    public GlpiOptions withCredentialsLogin(boolean allowed) {
        return new GlpiOptions(
                appToken,
                allowed,
                users,
                entities,
                groups,
                categories,
                requestTypes,
                states,
                computers,
                version,
                ruleUrgency);
    }

    public GlpiOptions withUsers(List<GlpiUser> newUsers) {
        return new GlpiOptions(
                appToken,
                credentialsLogin,
                newUsers,
                entities,
                groups,
                categories,
                requestTypes,
                states,
                computers,
                version,
                ruleUrgency);
    }

    public GlpiOptions withEntities(List<GlpiEntity> newEntities) {
        return new GlpiOptions(
                appToken,
                credentialsLogin,
                users,
                newEntities,
                groups,
                categories,
                requestTypes,
                states,
                computers,
                version,
                ruleUrgency);
    }

    public GlpiOptions withGroups(List<GlpiNamed> newGroups) {
        return new GlpiOptions(
                appToken,
                credentialsLogin,
                users,
                entities,
                newGroups,
                categories,
                requestTypes,
                states,
                computers,
                version,
                ruleUrgency);
    }

    public GlpiOptions withComputers(List<GlpiComputer> newComputers) {
        return new GlpiOptions(
                appToken,
                credentialsLogin,
                users,
                entities,
                groups,
                categories,
                requestTypes,
                states,
                newComputers,
                version,
                ruleUrgency);
    }

    public GlpiOptions withVersion(int newVersion) {
        return new GlpiOptions(
                appToken,
                credentialsLogin,
                users,
                entities,
                groups,
                categories,
                requestTypes,
                states,
                computers,
                newVersion,
                ruleUrgency);
    }

    public GlpiOptions withRuleUrgency(Integer urgency) {
        return new GlpiOptions(
                appToken,
                credentialsLogin,
                users,
                entities,
                groups,
                categories,
                requestTypes,
                states,
                computers,
                version,
                urgency);
    }
}
