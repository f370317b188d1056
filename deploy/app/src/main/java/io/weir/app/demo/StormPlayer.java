package io.weir.app.demo;

import io.weir.app.client.BridgeClient;
import io.weir.app.demo.Storm.Post;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Posts a storm as monitoring systems would, each request at its time. */
final class StormPlayer {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Map<String, BridgeClient> tenants;
    private final BooleanSupplier remediated;

    /**
     * @param tenants the bridge, asked with each tenant's token
     * @param remediated whether the remediation's job has succeeded
     */
    StormPlayer(Map<String, BridgeClient> tenants, BooleanSupplier remediated) {
        this.tenants = Map.copyOf(tenants);
        this.remediated = remediated;
    }

    /**
     * Plays the whole storm. A request that waits for a condition holds no other one up; when the condition has not
     * come {@code patience} after all others were posted, it is left out.
     *
     * @throws io.weir.app.CommandFailure when the bridge refuses
     */
    void play(List<Post> storm, Duration patience) throws InterruptedException {
        Instant began = Instant.now();
        TimeShift shift = TimeShift.to(began);
        Deque<Post> next = new ArrayDeque<>(storm);
        Deque<Post> waiting = new ArrayDeque<>();
        Instant giveUp = Instant.MAX;
        while (!next.isEmpty() || (!waiting.isEmpty() && Instant.now().isBefore(giveUp))) {
            Duration elapsed = Duration.between(began, Instant.now());
            while (!next.isEmpty() && next.peek().at().compareTo(elapsed) <= 0) {
                Post due = next.poll();
                if (due.onceRemediated()) {
                    waiting.add(due);
                } else {
                    post(due, shift);
                }
            }
            if (!waiting.isEmpty() && remediated.getAsBoolean()) {
                post(waiting.poll(), shift);
            }
            if (next.isEmpty() && giveUp.equals(Instant.MAX)) {
                giveUp = Instant.now().plus(patience);
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
        }
    }

    private void post(Post post, TimeShift shift) {
        byte[] body = shift.apply(post.body()).getBytes(StandardCharsets.UTF_8);
        tenants.get(post.tenant()).post(post.route(), "application/json", body);
    }
}
