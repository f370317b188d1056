package io.weir.sandbox.awx;

/** A field a template may let the launcher choose ("prompt on launch"). */
public enum Prompt {
    SCM_BRANCH("scm_branch", "ask_scm_branch_on_launch"),
    VARIABLES("extra_vars", "ask_variables_on_launch"),
    JOB_TAGS("job_tags", "ask_tags_on_launch"),
    DIFF_MODE("diff_mode", "ask_diff_mode_on_launch"),
    SKIP_TAGS("skip_tags", "ask_skip_tags_on_launch"),
    JOB_TYPE("job_type", "ask_job_type_on_launch"),
    LIMIT("limit", "ask_limit_on_launch"),
    VERBOSITY("verbosity", "ask_verbosity_on_launch"),
    INVENTORY("inventory", "ask_inventory_on_launch"),
    CREDENTIALS("credentials", "ask_credential_on_launch"),
    EXECUTION_ENVIRONMENT("execution_environment", "ask_execution_environment_on_launch"),
    LABELS("labels", "ask_labels_on_launch"),
    FORKS("forks", "ask_forks_on_launch"),
    JOB_SLICE_COUNT("job_slice_count", "ask_job_slice_count_on_launch"),
    TIMEOUT("timeout", "ask_timeout_on_launch"),
    INSTANCE_GROUPS("instance_groups", "ask_instance_groups_on_launch");

    private final String field;
    private final String flag;

    Prompt(String field, String flag) {
        this.field = field;
        this.flag = flag;
    }

    /** Key in the launch request. */
    public String field() {
        return field;
    }

    /** Key of the template's switch. */
    public String flag() {
        return flag;
    }
}
