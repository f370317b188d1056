package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;

/** How many tasks a job is to have. */
final class Parallelism {
    static final String OPTION = "--parallelism";
    /** Flink cannot have more than a job's key groups, of which Weir's jobs have so many. */
    private static final int MOST = 128;

    private Parallelism() {}

    /**
     * The number itself.
     *
     * @throws CommandFailure when no job can have so many
     */
    static int checked(int tasks) {
        if (tasks < 1 || tasks > MOST) {
            throw new CommandFailure(
                    ExitCode.USAGE, OPTION + ": expected a number from 1 to " + MOST + ", found " + tasks);
        }
        return tasks;
    }
}
