package io.weir.bridge.reconcile;

import java.net.URI;

/**
 * An Uptime Kuma that posts to the bridge.
 *
 * @param tenant whose alerts it sends
 * @param url its address
 * @param name what the bridge calls it: the last part of the posted URL, or its token's source
 * @param pace how often it is asked
 * @param authorization what our requests show
 */
public record KumaSource(String tenant, URI url, String name, Pace pace, Authorization authorization)
        implements PolledSource {

    @Override
    public String instance() {
        return name;
    }
}
