package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.HttpUrl;

/** Whether a name is one enabled host of an inventory and nothing else. */
final class HostCheck {
    private final AwxClient client;
    private final String host;

    HostCheck(AwxClient client, String host) {
        this.client = client;
        this.host = host;
    }

    /** @throws RefusedException when a limit of this name would mean no host, a disabled one, or several */
    void check(String inventory) throws HaltException, RefusedException {
        JsonNode hosts = named("hosts", inventory);
        if (hosts == null || hosts.path("count").asInt() != 1) {
            throw new RefusedException(
                    "host-not-in-inventory", "inventory " + inventory + " has no single host " + host);
        }
        if (!hosts.path("results").path(0).path("enabled").asBoolean(true)) {
            throw new RefusedException("host-disabled", "host " + host + " is disabled in the inventory");
        }
        JsonNode groups = named("groups", inventory);
        if (groups != null && groups.path("count").asInt() > 0) {
            throw new RefusedException(
                    "host-name-is-a-group", host + " is also a group: the limit would mean all its hosts");
        }
    }

    /** How many enabled hosts there are; at least 1, for the host itself is one. */
    int enabledIn(String inventory) throws HaltException, RefusedException {
        HttpUrl.Builder url = client.url("inventories", inventory, "hosts")
                .addQueryParameter("enabled", "true")
                .addQueryParameter("page_size", "1");
        JsonNode hosts = client.get(url).ok();
        if (hosts == null || !hosts.path("count").isIntegralNumber()) {
            throw new RefusedException(
                    "inventory-unreadable", "our AWX user may not count the hosts of inventory " + inventory);
        }
        return Math.max(1, hosts.path("count").asInt());
    }

    private JsonNode named(String what, String inventory) throws HaltException {
        return client.get(client.url("inventories", inventory, what).addQueryParameter("name", host))
                .ok();
    }
}
