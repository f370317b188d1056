package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Remediation;
import io.weir.sink.FailPoint;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PreflightOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to launch a request. AWX has no idempotency key; a label named like the request is unique in its database,
 * and is written together with the job. So: look for a job with the label, claim the label, and launch only when no
 * earlier attempt can still become a job.
 */
final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

    private final AwxClient client;
    private final AwxOptions options;
    private final TemplateCatalog templates;
    private final LaunchMemory memory;
    private final JobCancel cancel;
    private final ClaimLabel label;
    private final HostCheck hosts;
    private final RunKind kind;
    private final Remediation request;
    private final Instant now;

    Launch(
            AwxClient client,
            AwxOptions options,
            TemplateCatalog templates,
            LaunchMemory memory,
            Remediation request,
            Instant now) {
        this.client = client;
        this.options = options;
        this.templates = templates;
        this.memory = memory;
        this.cancel = new JobCancel(client);
        this.label = new ClaimLabel(client, memory, options.settle(), request.remediationId());
        this.hosts = new HostCheck(client, request.target());
        this.kind = RunKind.of(request);
        this.request = request;
        this.now = now;
    }

    /** Whether it could be launched now, and on how many hosts its inventory would let it run. */
    PreflightOutcome preflight() {
        try {
            AwxOptions.Tenant tenant = options.tenants().get(request.tenant());
            LaunchRules.checkAllowed(request, tenant);
            Launchable settings = checked(tenant);
            String fleet = settings.inventories().iterator().next();
            return new PreflightOutcome.Ready(fleet, hosts.enabledIn(fleet));
        } catch (RefusedException e) {
            return refusal(e);
        } catch (HaltException e) {
            return halted(e);
        }
    }

    private PreflightOutcome refusal(RefusedException no) {
        try {
            return label.find().isPresent()
                    ? new PreflightOutcome.Ready(null, 1)
                    : new PreflightOutcome.Refused(no.reason(), no.getMessage());
        } catch (HaltException e) {
            return halted(e);
        }
    }

    private static PreflightOutcome halted(HaltException e) {
        return e.lasting()
                ? new PreflightOutcome.Refused(e.reason(), e.getMessage())
                : new PreflightOutcome.Retry(e.reason(), e.after());
    }

    /** One attempt; {@code gate} is asked right before the job is started. */
    LaunchOutcome run(LaunchGate gate) {
        try {
            AwxOptions.Tenant tenant = options.tenants().get(request.tenant());
            LaunchRules.checkAllowed(request, tenant);
            Optional<LaunchOutcome> found = look();
            return found.isPresent() ? found.get() : launch(tenant, gate);
        } catch (RefusedException e) {
            return new LaunchOutcome.Refused(e.reason(), e.getMessage());
        } catch (HaltException e) {
            return e.lasting()
                    ? new LaunchOutcome.Refused(e.reason(), e.getMessage())
                    : new LaunchOutcome.Retry(e.reason(), e.after());
        }
    }

    private Launchable checked(AwxOptions.Tenant tenant) throws HaltException, RefusedException {
        LaunchRules.checkWanted(request, now);
        LaunchRules.checkTarget(request.target());
        Launchable settings = templates.settings(request, tenant);
        settings.check(request);
        for (String inventory : settings.inventories()) {
            hosts.check(inventory);
        }
        return settings;
    }

    private LaunchOutcome launch(AwxOptions.Tenant tenant, LaunchGate gate) throws HaltException, RefusedException {
        Launchable settings;
        try {
            settings = checked(tenant);
        } catch (RefusedException e) {
            // no now, but an earlier attempt may have been a yes that is still on its way
            Optional<ClaimLabel.Claim> earlier = label.find();
            if (earlier.isEmpty()) {
                throw e;
            }
            Duration rest = label.unsettled(earlier.get());
            if (!rest.isZero()) {
                return new LaunchOutcome.Wait("settling", rest);
            }
            // it may have come since the first look
            return look().orElseThrow(() -> e);
        }
        ClaimLabel.Claim claim = label.claim(settings.organizationId());
        if (!claim.fresh()) {
            Duration rest = label.unsettled(claim);
            if (!rest.isZero()) {
                return new LaunchOutcome.Wait("settling", rest);
            }
            Optional<LaunchOutcome> found = look();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return send(settings, claim, tenant, gate);
    }

    /** The job of an earlier attempt, if there is one. Of several the first counts; the others are stopped. */
    private Optional<LaunchOutcome> look() throws HaltException, RefusedException {
        FailPoint.reach("during-look-up", "launch");
        AwxClient.Reply reply = client.get(client.url(kind.collection())
                .addQueryParameter("labels__name", request.remediationId())
                .addQueryParameter("order_by", "id")
                .addQueryParameter("page_size", "200"));
        if (reply.ok() == null || !reply.ok().path("results").isArray()) {
            throw new RefusedException(
                    "jobs-unreadable", "our AWX user may not search " + kind.collection() + " by label");
        }
        List<JsonNode> jobs = new ArrayList<>();
        reply.ok().path("results").forEach(jobs::add);
        if (jobs.isEmpty()) {
            return Optional.empty();
        }
        jobs.sort(Comparator.comparingLong(job -> job.path("id").asLong()));
        for (JsonNode younger : jobs.subList(1, jobs.size())) {
            if (!JobVerdict.finished(younger.path("status").asText())) {
                String what = cancel.stop(kind.collection(), younger.path("id").asText());
                LOG.error("more than one job for {}: {}", request.remediationId(), what);
            }
        }
        JsonNode first = jobs.get(0);
        String id = first.path("id").asText();
        if (!first.path("limit").asText().equals(request.target())) {
            String what = cancel.stop(kind.collection(), id);
            throw new RefusedException("limit-ignored", "job " + id + " is not limited to the host; " + what);
        }
        if (dryRun() && !first.path("job_type").asText().equals("check")) {
            throw new RefusedException("check-mode-ignored", "not a check job; " + cancel.stop(kind.collection(), id));
        }
        return Optional.of(new LaunchOutcome.Launched(id, kind.page(options, id), true));
    }

    private LaunchOutcome send(Launchable settings, ClaimLabel.Claim claim, AwxOptions.Tenant tenant, LaunchGate gate)
            throws HaltException, RefusedException {
        String template = Long.toString(settings.templateId());
        JsonNode body = settings.body(request, claim.id());
        LaunchOutcome held = gate.hold(request);
        if (held != null) {
            return held;
        }
        AwxAnswer answer;
        try {
            answer = client.post(client.url(kind.templates(), template, "launch"), body)
                    .answer();
            FailPoint.reach("answered", "launch");
        } catch (HaltException e) {
            if (!e.inDoubt()) {
                throw e;
            }
            memory.inDoubt(request.remediationId());
            return new LaunchOutcome.Wait(e.reason(), options.settle());
        }
        if (answer instanceof AwxAnswer.Created made) {
            return check(made.body());
        }
        templates.forget(request, tenant);
        if (answer instanceof AwxAnswer.Ok || answer instanceof AwxAnswer.Accepted) {
            throw new RefusedException("launch-not-understood", "AWX answered a launch without making a job");
        }
        throw new RefusedException("launch-refused", answer.describe());
    }

    private LaunchOutcome check(JsonNode job) throws RefusedException {
        if (kind == RunKind.JOB && job.hasNonNull("workflow_job")) {
            String what = cancel.stop("workflow_jobs", job.path("workflow_job").asText());
            throw new RefusedException("workflow-launched", "the template made a workflow; " + what);
        }
        JsonNode number = job.path(kind.field());
        if (!number.isIntegralNumber()) {
            memory.inDoubt(request.remediationId());
            return new LaunchOutcome.Wait("created-without-id", options.settle());
        }
        String id = number.asText();
        if (!job.path("limit").asText().equals(request.target())) {
            throw new RefusedException(
                    "limit-ignored", "AWX did not take the limit; " + cancel.stop(kind.collection(), id));
        }
        if (!job.path("ignored_fields").isEmpty()) {
            String names = String.join(", ", fields(job.path("ignored_fields")));
            throw new RefusedException(
                    "fields-ignored", "AWX ignored " + names + "; " + cancel.stop(kind.collection(), id));
        }
        if (dryRun() && !job.path("job_type").asText().equals("check")) {
            throw new RefusedException("check-mode-ignored", "not a check job; " + cancel.stop(kind.collection(), id));
        }
        return new LaunchOutcome.Launched(id, kind.page(options, id), false);
    }

    private boolean dryRun() {
        return request.mode() == Remediation.Mode.DRY_RUN;
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
