package io.weir.bridge.reconcile;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * An Alertmanager, or a cluster of them, that posts to the bridge.
 *
 * @param tenant whose alerts it sends
 * @param urls each member's own address, never a load balancer's
 * @param externalUrls what the members call themselves in what they send ({@code --web.external-url}), at least one
 * @param receivers names of its receivers that post to the bridge for this tenant, at least one
 * @param projectDowntimes whether the tenant's downtimes become silences
 * @param pace how often it is asked
 * @param authorization what our requests show
 */
public record AlertmanagerSource(
        String tenant,
        List<URI> urls,
        List<String> externalUrls,
        Set<String> receivers,
        boolean projectDowntimes,
        Pace pace,
        Authorization authorization)
        implements PolledSource {

    /** Drops slashes at the end, as Alertmanager does. */
    public AlertmanagerSource {
        urls = List.copyOf(urls);
        externalUrls =
                externalUrls.stream().map(AlertmanagerSource::withoutSlash).toList();
        receivers = Set.copyOf(receivers);
    }

    @Override
    public String instance() {
        return externalUrls.get(0);
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? withoutSlash(url.substring(0, url.length() - 1)) : url;
    }
}
