package io.weir.sandbox.awx;

import java.nio.file.Path;
import java.util.List;

/**
 * An inventory.
 *
 * @param hosts what the API lists and what scripted jobs run on
 * @param file inventory file for real playbook runs, or {@code null} to write one from {@code hosts}
 */
public record AwxInventory(int id, String name, int organization, List<AwxHost> hosts, Path file) {
    public AwxInventory {
        hosts = List.copyOf(hosts);
    }
}
