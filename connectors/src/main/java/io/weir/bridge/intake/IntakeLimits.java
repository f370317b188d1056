package io.weir.bridge.intake;

/**
 * What one message may hold. Beyond, nothing is lost: it becomes a dead letter with its bytes.
 *
 * @param alerts of one message that are taken as alerts
 * @param labels of one alert, and as many annotations
 */
public record IntakeLimits(int alerts, int labels) {
    /** What holds where nothing is configured. */
    public static final IntakeLimits DEFAULT = new IntakeLimits(50_000, 500);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException when one is not positive
     */
    public IntakeLimits {
        if (alerts < 1 || labels < 1) {
            throw new IllegalArgumentException("limits: expected positive numbers of alerts and labels");
        }
    }
}
