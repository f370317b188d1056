package io.weir.sandbox.awx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A job template. Its jobs really run {@code playbook} when that is set and {@code ansible-playbook} is installed,
 * else {@code runner} decides the outcome; with neither they end as {@code error}.
 *
 * @param inventory id, or {@code null} when it has none
 * @param playbook playbook file, or {@code null}
 * @param runner scripted outcome, or {@code null}
 * @param extraVars JSON object of the template's own variables
 * @param limit the template's own limit; empty for the whole inventory
 * @param timeout run time after which a job is stopped; zero for none
 * @param passwordsNeeded passwords its credentials ask for at launch
 * @param executors users who may launch it; empty for everyone
 */
public record AwxTemplate(
        int id,
        String name,
        int organization,
        Integer inventory,
        Path playbook,
        JobRunner runner,
        Set<Prompt> prompts,
        List<SurveyQuestion> survey,
        String extraVars,
        String limit,
        boolean allowSimultaneous,
        Duration timeout,
        List<String> passwordsNeeded,
        Set<String> executors) {

    public AwxTemplate {
        prompts = Set.copyOf(prompts);
        survey = List.copyOf(survey);
        passwordsNeeded = List.copyOf(passwordsNeeded);
        executors = Set.copyOf(executors);
    }

    /** A template fit for remediation: limit, variables, labels, job type and diff mode are asked for at launch. */
    public static AwxTemplate named(int id, String name, int organization, int inventory) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                null,
                null,
                EnumSet.of(Prompt.LIMIT, Prompt.VARIABLES, Prompt.LABELS, Prompt.JOB_TYPE, Prompt.DIFF_MODE),
                List.of(),
                "{}",
                "",
                false,
                Duration.ZERO,
                List.of(),
                Set.of());
    }

    public AwxTemplate withPlaybook(Path file) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                file,
                runner,
                prompts,
                survey,
                extraVars,
                limit,
                allowSimultaneous,
                timeout,
                passwordsNeeded,
                executors);
    }

    public AwxTemplate withRunner(JobRunner script) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                playbook,
                script,
                prompts,
                survey,
                extraVars,
                limit,
                allowSimultaneous,
                timeout,
                passwordsNeeded,
                executors);
    }

    public AwxTemplate withPrompts(Set<Prompt> asked) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                playbook,
                runner,
                asked,
                survey,
                extraVars,
                limit,
                allowSimultaneous,
                timeout,
                passwordsNeeded,
                executors);
    }

    public AwxTemplate withSurvey(List<SurveyQuestion> questions) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                playbook,
                runner,
                prompts,
                questions,
                extraVars,
                limit,
                allowSimultaneous,
                timeout,
                passwordsNeeded,
                executors);
    }

    public AwxTemplate withAllowSimultaneous(boolean allowed) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                playbook,
                runner,
                prompts,
                survey,
                extraVars,
                limit,
                allowed,
                timeout,
                passwordsNeeded,
                executors);
    }

    public AwxTemplate withTimeout(Duration newTimeout) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                playbook,
                runner,
                prompts,
                survey,
                extraVars,
                limit,
                allowSimultaneous,
                newTimeout,
                passwordsNeeded,
                executors);
    }

    public AwxTemplate withoutInventory() {
        return new AwxTemplate(
                id,
                name,
                organization,
                null,
                playbook,
                runner,
                prompts,
                survey,
                extraVars,
                limit,
                allowSimultaneous,
                timeout,
                passwordsNeeded,
                executors);
    }

    public AwxTemplate withPasswordsNeeded(List<String> passwords) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                playbook,
                runner,
                prompts,
                survey,
                extraVars,
                limit,
                allowSimultaneous,
                timeout,
                passwords,
                executors);
    }

    public AwxTemplate withExecutors(Set<String> usernames) {
        return new AwxTemplate(
                id,
                name,
                organization,
                inventory,
                playbook,
                runner,
                prompts,
                survey,
                extraVars,
                limit,
                allowSimultaneous,
                timeout,
                passwordsNeeded,
                usernames);
    }

    boolean asks(Prompt prompt) {
        return prompts.contains(prompt);
    }
}
