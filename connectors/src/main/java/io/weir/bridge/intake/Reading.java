package io.weir.bridge.intake;

import io.weir.schema.Alert;
import java.util.List;

/**
 * What one request came to.
 *
 * @param source the intake, as {@link Alert#source()} names it
 * @param alerts in the order of the request
 * @param rejected pieces for the dead letters
 * @param notice why there is no alert though the request was understood, one of the constants here; null otherwise
 * @param truncatedAlerts alerts the sender says it left out
 */
public record Reading(String source, List<Alert> alerts, List<Rejected> rejected, String notice, long truncatedAlerts) {
    /** Somebody pressed the test button. */
    public static final String TEST = "test";
    /** A state between up and down that is no news. */
    public static final String NO_CHANGE = "no-change";

    static Reading of(String source, List<Alert> alerts, List<Rejected> rejected) {
        return new Reading(source, alerts, rejected, null, 0);
    }

    static Reading rejected(String source, Rejected rejected) {
        return new Reading(source, List.of(), List.of(rejected), null, 0);
    }

    static Reading notice(String source, String notice) {
        return new Reading(source, List.of(), List.of(), notice, 0);
    }
}
