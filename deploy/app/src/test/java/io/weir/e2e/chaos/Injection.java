package io.weir.e2e.chaos;

import io.weir.e2e.chaos.FaultPlan.Planned;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Does to a site what the plan says. */
final class Injection {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final ChaosSite site;
    private final AtomicLong sourceAheadMs;

    Injection(ChaosSite site, AtomicLong sourceAheadMs) {
        this.site = site;
        this.sourceAheadMs = sourceAheadMs;
    }

    /** Whether it can be done on this machine. */
    boolean possible(Fault fault) {
        return fault != Fault.FILL_CHECKPOINTS || site.checkpoints().canBeFull();
    }

    /** Does it, and returns when it is over: a killed process is gone, a paused one goes on. */
    void inject(Planned planned) throws IOException, InterruptedException {
        ChaosCluster cluster = site.cluster();
        String part = part(planned);
        switch (planned.fault()) {
            case KILL_TASK_MANAGER, KILL_JOB_MANAGER, KILL_BROKER -> cluster.kill(part);
            case KILL_BRIDGE -> site.bridge().close();
            case PAUSE_TASK_MANAGER, PAUSE_JOB_MANAGER, PAUSE_BROKER -> {
                cluster.pause(part);
                hold(planned);
                cluster.goOn(part);
            }
            case PAUSE_BRIDGE -> {
                site.bridge().signal("STOP");
                hold(planned);
                site.bridge().signal("CONT");
            }
            case FILL_CHECKPOINTS -> site.checkpoints().keepFull(planned.hold());
            case JUMP_CLOCK -> {
                sourceAheadMs.set((planned.choice() % 2 == 0 ? HOUR_MS : -HOUR_MS) * (1 + planned.choice() % 6));
                hold(planned);
                sourceAheadMs.set(0);
            }
            case BROKER_AWAY -> {
                cluster.keepDown();
                cluster.kill(part);
                hold(planned);
                cluster.letGo();
            }
        }
    }

    private static void hold(Planned planned) throws InterruptedException {
        Thread.sleep(planned.hold().toMillis());
    }

    private static String part(Planned planned) {
        return switch (planned.fault().part()) {
            case TASK_MANAGER -> "taskmanager-" + (1 + planned.choice() % 2);
            case JOB_MANAGER -> "jobmanager";
            case BROKER -> "kafka";
            case BRIDGE, NONE -> "";
        };
    }
}
