package io.weir.sandbox.awx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the AWX stand-in starts with.
 *
 * @param basePath path of the API with slashes at both ends, for example {@code /api/v2/}
 * @param ansible program to run playbooks with, found on the PATH when it has no slash
 * @param capacity how many jobs may run at once
 * @param workflows workflow templates
 */
public record AwxOptions(
        String basePath,
        List<AwxOrganization> organizations,
        List<AwxUser> users,
        List<AwxToken> tokens,
        List<AwxInventory> inventories,
        List<AwxTemplate> templates,
        String ansible,
        int capacity,
        AwxTiming timing,
        List<AwxWorkflow> workflows) {

    public AwxOptions {
        if (!basePath.startsWith("/") || !basePath.endsWith("/")) {
            throw new IllegalArgumentException("the base path must start and end with a slash: " + basePath);
        }
        organizations = List.copyOf(organizations);
        users = List.copyOf(users);
        tokens = List.copyOf(tokens);
        inventories = List.copyOf(inventories);
        templates = List.copyOf(templates);
        workflows = List.copyOf(workflows);
    }

    /**
     * Organization {@code Default} (1); users {@code weir} (password {@code weir}, token {@code sandbox-awx-token},
     * read-only token {@code sandbox-awx-read-token}) and superuser {@code admin} (password {@code admin}, token
     * {@code sandbox-awx-admin-token}); inventory {@code prod} (2) with hosts {@code web-01} and {@code db-01} on a
     * local connection; template {@code restart service} (7) whose scripted jobs change one thing on each host.
     */
    public static AwxOptions defaults() {
        Map<String, String> local = Map.of("ansible_connection", "local");
        return new AwxOptions(
                "/api/v2/",
                List.of(new AwxOrganization(1, "Default")),
                List.of(
                        new AwxUser(1, "admin", "admin", true, Set.of(1)),
                        new AwxUser(4, "weir", "weir", false, Set.of(1))),
                List.of(
                        new AwxToken("sandbox-awx-token", "weir", true),
                        new AwxToken("sandbox-awx-read-token", "weir", false),
                        new AwxToken("sandbox-awx-admin-token", "admin", true)),
                List.of(new AwxInventory(
                        2, "prod", 1, List.of(new AwxHost(1, "web-01", local), new AwxHost(2, "db-01", local)), null)),
                List.of(AwxTemplate.named(7, "restart service", 1, 2).withRunner(AwxOptions::restart)),
                "ansible-playbook",
                5,
                AwxTiming.defaults(),
                List.of());
    }

    private static JobOutcome restart(JobRun run) {
        HostResult each = run.check() ? HostResult.ok(1) : HostResult.changed(1);
        Map<String, HostResult> hosts = run.hosts().stream().collect(Collectors.toMap(h -> h, h -> each));
        String effect = run.check() ? "dry_run" : "restarted";
        return JobOutcome.successful(hosts, effect, effect + " on " + String.join(", ", run.hosts()) + "\n");
    }

    public AwxOptions withBasePath(String path) {
        return new AwxOptions(
                path, organizations, users, tokens, inventories, templates, ansible, capacity, timing, workflows);
    }

    public AwxOptions withTemplates(List<AwxTemplate> newTemplates) {
        return new AwxOptions(
                basePath,
                organizations,
                users,
                tokens,
                inventories,
                newTemplates,
                ansible,
                capacity,
                timing,
                workflows);
    }

    public AwxOptions withInventories(List<AwxInventory> newInventories) {
        return new AwxOptions(
                basePath,
                organizations,
                users,
                tokens,
                newInventories,
                templates,
                ansible,
                capacity,
                timing,
                workflows);
    }

    public AwxOptions withTokens(List<AwxToken> newTokens) {
        return new AwxOptions(
                basePath,
                organizations,
                users,
                newTokens,
                inventories,
                templates,
                ansible,
                capacity,
                timing,
                workflows);
    }

    public AwxOptions withTiming(AwxTiming newTiming) {
        return new AwxOptions(
                basePath,
                organizations,
                users,
                tokens,
                inventories,
                templates,
                ansible,
                capacity,
                newTiming,
                workflows);
    }

    public AwxOptions withAnsible(String program) {
        return new AwxOptions(
                basePath, organizations, users, tokens, inventories, templates, program, capacity, timing, workflows);
    }

    public AwxOptions withWorkflows(List<AwxWorkflow> newWorkflows) {
        return new AwxOptions(
                basePath,
                organizations,
                users,
                tokens,
                inventories,
                templates,
                ansible,
                capacity,
                timing,
                newWorkflows);
    }

    AwxWorkflow workflow(int id) {
        return workflows.stream().filter(w -> w.id() == id).findFirst().orElse(null);
    }

    AwxTemplate template(int id) {
        return templates.stream().filter(t -> t.id() == id).findFirst().orElse(null);
    }

    AwxInventory inventory(Integer id) {
        return inventories.stream()
                .filter(i -> id != null && i.id() == id)
                .findFirst()
                .orElse(null);
    }

    String organizationName(int id) {
        return organizations.stream()
                .filter(o -> o.id() == id)
                .map(AwxOrganization::name)
                .findFirst()
                .orElse("");
    }
}
