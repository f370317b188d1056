package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/** Job templates: listing, reading, and launching. A template is addressed by id or by {@code name++organization}. */
final class TemplateCalls {
    private final AwxOptions options;
    private final Tables tables;
    private final Lists lists;
    private final JobRows jobs;
    private final Scheduler scheduler;

    TemplateCalls(AwxOptions options, Tables tables, Lists lists, JobRows jobs, Scheduler scheduler) {
        this.options = options;
        this.tables = tables;
        this.lists = lists;
        this.jobs = jobs;
        this.scheduler = scheduler;
    }

    Resource collection() {
        return Resource.get(call -> lists.answer(
                "JobTemplate", options.templates().stream().map(this::row).toList(), call.request()));
    }

    Resource one(String key) {
        return resource(key, template -> Answer.json(200, Lists.visible(row(template))));
    }

    Resource surveySpec(String key) {
        return resource(key, template -> Answer.json(200, survey(template)));
    }

    Resource launch(String key) {
        return resource(key, template -> Answer.json(200, preflight(template)))
                .on("POST", call -> launch(find(key), call));
    }

    private Resource resource(String key, Function<AwxTemplate, Answer> read) {
        return Resource.get(call -> read.apply(find(key))).named(!Ids.isNumber(key));
    }

    private AwxTemplate find(String key) {
        if (Ids.isNumber(key)) {
            AwxTemplate template = options.template(Integer.parseInt(key));
            if (template == null) {
                throw AwxError.noMatch("JobTemplate");
            }
            return template;
        }
        int cut = key.lastIndexOf("++");
        String name = (cut < 0 ? key : key.substring(0, cut)).replace("[+]", "+");
        String organization = cut < 0 ? null : key.substring(cut + 2).replace("[+]", "+");
        return options.templates().stream()
                .filter(t -> t.name().equals(name))
                .filter(t -> organization == null
                        || options.organizationName(t.organization()).equals(organization))
                .min(Comparator.comparingInt(AwxTemplate::id))
                .orElseThrow(AwxError::notFound);
    }

    private Answer launch(AwxTemplate template, Call call) {
        AwxUser user = call.user();
        boolean mayExecute =
                template.executors().isEmpty() || template.executors().contains(user.username());
        if (!user.superuser() && !mayExecute) {
            throw AwxError.forbidden();
        }
        ObjectNode fields = new LaunchFields(options, tables).check(call.body());
        LaunchPlan plan = LaunchPlan.of(template, fields);
        plan.accepted().path("labels").forEach(id -> {
            int owner = tables.get("label", id.asInt())
                    .orElseThrow()
                    .get("organization")
                    .asInt();
            if (!user.isMemberOf(owner)) {
                throw AwxError.forbidden();
            }
        });
        ObjectNode job = jobs.create(template, plan, user);
        int id = job.get("id").asInt();
        ObjectNode body = Json.object().put("job", id);
        body.set("ignored_fields", plan.ignored());
        body.setAll(Lists.visible(job));
        scheduler.submit(id);
        return Answer.json(201, body).with("Location", jobs.url("jobs", id));
    }

    private ObjectNode row(AwxTemplate template) {
        ObjectNode row = Json.object().put("id", template.id()).put("type", "job_template");
        row.put("url", jobs.url("job_templates", template.id()));
        row.putObject("related").put("launch", jobs.url("job_templates", template.id()) + "launch/");
        ObjectNode summary = row.putObject("summary_fields");
        summary.putObject("organization")
                .put("id", template.organization())
                .put("name", options.organizationName(template.organization()));
        row.put("created", "2026-01-01T00:00:00.000000Z").put("modified", "2026-01-01T00:00:00.000000Z");
        row.put("name", template.name()).put("description", "").put("job_type", "run");
        row.put("inventory", template.inventory());
        AwxInventory inventory = options.inventory(template.inventory());
        row.put("inventory__name", inventory == null ? "" : inventory.name());
        row.put(
                "playbook",
                template.playbook() == null
                        ? ""
                        : template.playbook().getFileName().toString());
        row.put("limit", template.limit()).put("extra_vars", template.extraVars());
        row.put("timeout", (int) template.timeout().toSeconds()).put("organization", template.organization());
        row.put("organization__name", options.organizationName(template.organization()));
        asks(template, row);
        row.put("survey_enabled", !template.survey().isEmpty()).put("allow_simultaneous", template.allowSimultaneous());
        return row.put("job_slice_count", 1);
    }

    private static void asks(AwxTemplate template, ObjectNode row) {
        for (Prompt prompt : Prompt.values()) {
            row.put(prompt.flag(), template.asks(prompt));
        }
    }

    private ObjectNode preflight(AwxTemplate template) {
        Survey survey = new Survey(template.survey());
        ObjectNode out = Json.object();
        boolean needsInput = !template.prompts().isEmpty()
                || !survey.required().isEmpty()
                || !template.passwordsNeeded().isEmpty()
                || template.inventory() == null;
        out.put("can_start_without_user_input", !needsInput);
        ArrayNode passwords = out.putArray("passwords_needed_to_start");
        template.passwordsNeeded().forEach(passwords::add);
        asks(template, out);
        out.put("survey_enabled", !template.survey().isEmpty());
        ArrayNode variables = out.putArray("variables_needed_to_start");
        survey.required().forEach(variables::add);
        out.put("credential_needed_to_start", false);
        out.put("inventory_needed_to_start", template.inventory() == null);
        out.putObject("job_template_data")
                .put("name", template.name())
                .put("id", template.id())
                .put("description", "");
        ObjectNode defaults = out.putObject("defaults");
        defaults.put("extra_vars", template.extraVars()).put("diff_mode", false);
        defaults.put("limit", template.limit()).put("job_tags", "").put("skip_tags", "");
        defaults.put("job_type", "run").put("verbosity", 0);
        AwxInventory inventory = options.inventory(template.inventory());
        defaults.set(
                "inventory",
                inventory == null
                        ? Json.object()
                        : Json.object().put("name", inventory.name()).put("id", inventory.id()));
        defaults.put("scm_branch", "").putArray("credentials");
        defaults.putObject("execution_environment");
        defaults.put("forks", 0).put("job_slice_count", 1);
        defaults.put("timeout", (int) template.timeout().toSeconds()).putArray("instance_groups");
        return out;
    }

    private static ObjectNode survey(AwxTemplate template) {
        ObjectNode out = Json.object();
        if (template.survey().isEmpty()) {
            return out;
        }
        ArrayNode spec = out.put("name", "").put("description", "").putArray("spec");
        for (SurveyQuestion question : template.survey()) {
            ObjectNode one = Json.object()
                    .put("variable", question.variable())
                    .put("question_name", question.variable())
                    .put("type", question.type().name().toLowerCase(Locale.ROOT))
                    .put("required", question.required())
                    .put("min", question.min())
                    .put("max", question.max());
            ArrayNode choices = one.putArray("choices");
            question.choices().forEach(choices::add);
            spec.add(one);
        }
        return out;
    }
}
