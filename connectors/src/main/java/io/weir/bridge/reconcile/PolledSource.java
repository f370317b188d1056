package io.weir.bridge.reconcile;

/** A source that is asked. */
public sealed interface PolledSource permits AlertmanagerSource, KumaSource {
    /** Whose alerts it sends. */
    String tenant();

    /** Its name in metrics and logs. */
    String instance();

    /** How often it is asked. */
    Pace pace();

    /** What our requests show. */
    Authorization authorization();
}
