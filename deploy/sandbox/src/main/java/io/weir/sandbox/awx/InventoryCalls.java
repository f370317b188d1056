package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import java.util.List;

/** Inventories, hosts and organizations, all read-only. */
final class InventoryCalls {
    private final AwxOptions options;
    private final Lists lists;

    InventoryCalls(AwxOptions options, Lists lists) {
        this.options = options;
        this.lists = lists;
    }

    Resource inventories() {
        return Resource.get(call -> lists.answer(
                "Inventory", options.inventories().stream().map(this::row).toList(), call.request()));
    }

    Resource inventory(String id) {
        return Resource.get(call -> Answer.json(200, Lists.visible(row(find(id)))));
    }

    Resource hostsOf(String id) {
        return Resource.get(call -> lists.answer("Host", hosts(find(id)), call.request()));
    }

    Resource hosts() {
        return Resource.get(call -> lists.answer(
                "Host",
                options.inventories().stream().flatMap(i -> hosts(i).stream()).toList(),
                call.request()));
    }

    Resource organizations() {
        List<ObjectNode> rows = options.organizations().stream()
                .map(o -> head(o.id(), "organization", "organizations", o.name()))
                .toList();
        return Resource.get(call -> lists.answer("Organization", rows, call.request()));
    }

    private AwxInventory find(String id) {
        AwxInventory inventory = options.inventory(Ids.parse(id));
        if (inventory == null) {
            throw AwxError.noMatch("Inventory");
        }
        return inventory;
    }

    private ObjectNode row(AwxInventory inventory) {
        return head(inventory.id(), "inventory", "inventories", inventory.name())
                .put("organization", inventory.organization())
                .put("organization__name", options.organizationName(inventory.organization()))
                .put("kind", "")
                .put("total_hosts", inventory.hosts().size());
    }

    private List<ObjectNode> hosts(AwxInventory inventory) {
        return inventory.hosts().stream()
                .map(host -> head(host.id(), "host", "hosts", host.name())
                        .put("inventory", inventory.id())
                        .put("inventory__name", inventory.name())
                        .put("enabled", host.enabled())
                        .put("variables", Json.tree(host.variables()).toString()))
                .toList();
    }

    private ObjectNode head(int id, String type, String path, String name) {
        return Json.object()
                .put("id", id)
                .put("type", type)
                .put("url", options.basePath() + path + "/" + id + "/")
                .put("created", "2026-01-01T00:00:00.000000Z")
                .put("modified", "2026-01-01T00:00:00.000000Z")
                .put("name", name)
                .put("description", "");
    }
}
