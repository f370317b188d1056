package io.weir.e2e.chaos;

/** What goes wrong in a run. */
enum Fault {
    KILL_TASK_MANAGER("SIGKILL of a TaskManager", Part.TASK_MANAGER),
    PAUSE_TASK_MANAGER("SIGSTOP of a TaskManager", Part.TASK_MANAGER),
    KILL_JOB_MANAGER("SIGKILL of the JobManager", Part.JOB_MANAGER),
    PAUSE_JOB_MANAGER("SIGSTOP of the JobManager", Part.JOB_MANAGER),
    KILL_BRIDGE("SIGKILL of the bridge", Part.BRIDGE),
    PAUSE_BRIDGE("SIGSTOP of the bridge", Part.BRIDGE),
    KILL_BROKER("SIGKILL of the broker", Part.BROKER),
    PAUSE_BROKER("SIGSTOP of the broker", Part.BROKER),
    FILL_CHECKPOINTS("folder of checkpoints full", Part.NONE),
    JUMP_CLOCK("clock of a source hours off", Part.NONE),
    BROKER_AWAY("broker away", Part.BROKER);

    /** Whom it happens to. */
    enum Part {
        TASK_MANAGER,
        JOB_MANAGER,
        BRIDGE,
        BROKER,
        NONE
    }

    private final String words;
    private final Part part;

    Fault(String words, Part part) {
        this.words = words;
        this.part = part;
    }

    String words() {
        return words;
    }

    Part part() {
        return part;
    }

    /** Whether the process dies and is started again at once. */
    boolean kills() {
        return switch (this) {
            case KILL_TASK_MANAGER, KILL_JOB_MANAGER, KILL_BRIDGE, KILL_BROKER -> true;
            case PAUSE_TASK_MANAGER,
                    PAUSE_JOB_MANAGER,
                    PAUSE_BRIDGE,
                    PAUSE_BROKER,
                    FILL_CHECKPOINTS,
                    JUMP_CLOCK,
                    BROKER_AWAY -> false;
        };
    }
}
