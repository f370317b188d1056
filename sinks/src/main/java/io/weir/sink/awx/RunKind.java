package io.weir.sink.awx;

import io.weir.schema.Remediation;

/** What AWX makes of a request: a job, or a workflow of jobs that begins with somebody's approval. */
enum RunKind {
    JOB("job", "job_templates", "jobs", "job template", "playbook"),
    WORKFLOW("workflow_job", "workflow_job_templates", "workflow_jobs", "workflow template", "workflow");

    private final String field;
    private final String templates;
    private final String collection;
    private final String words;
    private final String page;

    RunKind(String field, String templates, String collection, String words, String page) {
        this.field = field;
        this.templates = templates;
        this.collection = collection;
        this.words = words;
        this.page = page;
    }

    /** What a request has to become: only the mode decides, so that nothing meant for approval runs without. */
    static RunKind of(Remediation request) {
        return request.mode() == Remediation.Mode.APPROVE ? WORKFLOW : JOB;
    }

    RunKind other() {
        return this == JOB ? WORKFLOW : JOB;
    }

    /** Where the answer to a launch has the number. */
    String field() {
        return field;
    }

    /** Path of the templates. */
    String templates() {
        return templates;
    }

    /** Path of what was launched. */
    String collection() {
        return collection;
    }

    /** For people. */
    String words() {
        return words;
    }

    /** The page of one for people. */
    String page(AwxOptions options, String id) {
        return options.url() + "/#/jobs/" + page + "/" + id;
    }
}
