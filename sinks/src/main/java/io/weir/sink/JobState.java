package io.weir.sink;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a job stands.
 *
 * @param status the runner's own word, for example {@code pending}, {@code running}, {@code successful}; or {@link
 *     #UNREACHABLE}
 * @param finished whether it will not change any more
 * @param verdict what it has done; null while not finished
 * @param detail for people: the failing task, the last lines, why it waits; secrets redacted; null when there is nothing
 *     to say
 * @param jobUrl its page for people
 * @param infrastructure whether a failure is the runner's own and says nothing about the playbook
 */
public record JobState(
        String status, boolean finished, Verdict verdict, String detail, String jobUrl, boolean infrastructure)
        implements Serializable {
    /** The status of a job whose runner could not be asked; poll again. */
    public static final String UNREACHABLE = "unreachable";
    /** The status of a job that waits for a person's yes; {@code jobUrl} is where to give it. */
    public static final String AWAITING_APPROVAL = "awaiting-approval";
    /** The status of a job that goes on since a person said yes; {@code detail} has who, where that is known. */
    public static final String APPROVED = "approved";

    public JobState {
        Objects.requireNonNull(status, "status");
        if (finished == (verdict == null)) {
            throw new IllegalArgumentException("a verdict is for finished jobs, all of them: " + status);
        }
    }

    /** A job that still goes on. */
    public static JobState running(String status, String detail, String jobUrl) {
        return new JobState(status, false, null, detail, jobUrl, false);
    }

    /** A job whose runner could not be asked. */
    public static JobState unreachable(String detail, String jobUrl) {
        return new JobState(UNREACHABLE, false, null, detail, jobUrl, true);
    }
}
