package io.weir.e2e.chaos;

import io.weir.app.cluster.ClusterState;
import io.weir.app.cluster.LocalCluster;
import java.io.IOException;

/**
 * The cluster under a service manager: what has ended is started again at once, as systemd or Kubernetes do. Signals go to
 * its parts by name.
 */
final class ChaosCluster implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 300;

    private final LocalCluster cluster;
    private final Runnable others;
    private final Thread manager;
    private volatile ClusterState state;
    private volatile boolean hold;
    private volatile boolean over;
    private volatile String failure;

    /** @param others what else is looked after, as often */
    ChaosCluster(LocalCluster cluster, Runnable others) throws IOException, InterruptedException {
        this.cluster = cluster;
        this.others = others;
        this.state = cluster.up();
        this.manager = new Thread(this::manage, "service-manager");
        manager.setDaemon(true);
    }

    /** From now on everything that ends is started again. */
    void manageFromNowOn() {
        manager.start();
    }

    ClusterState state() {
        return state;
    }

    private void manage() {
        try {
            while (!over) {
                synchronized (this) {
                    if (!hold) {
                        state = cluster.startWhatIsDown();
                    }
                }
                others.run();
                Thread.sleep(LOOK_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failure = "the service manager gave up: " + e;
        }
    }

    /** Why nothing is started any more; null while all is well. */
    String failure() {
        return failure;
    }

    /** Nothing of the cluster is started until {@link #letGo}. */
    synchronized void keepDown() {
        hold = true;
    }

    synchronized void letGo() {
        hold = false;
    }

    /** SIGKILL; it is gone when this returns. */
    void kill(String part) {
        ProcessHandle process = process(part);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP. */
    void pause(String part) throws IOException, InterruptedException {
        signal("STOP", part);
    }

    /** SIGCONT. */
    void goOn(String part) throws IOException, InterruptedException {
        signal("CONT", part);
    }

    private void signal(String name, String part) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process(part).pid()))
                .start()
                .waitFor();
    }

    private ProcessHandle process(String part) {
        return state.parts().stream()
                .filter(each -> each.name().equals(part))
                .flatMap(each -> ProcessHandle.of(each.pid()).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(part + " does not run"));
    }

    /** Nothing is started any more; what runs goes on. */
    void stopManaging() throws InterruptedException {
        over = true;
        manager.join();
    }

    /** SIGKILL to all of it. */
    @Override
    public void close() {
        try {
            stopManaging();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state.parts()
                .forEach(part -> ProcessHandle.of(part.pid()).ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                }));
    }
}
