package io.weir.app.config;

import io.weir.bridge.quota.Quota;
import io.weir.bridge.reconcile.PolledSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One tenant. Where its tickets and playbooks go is part of the GLPI and AWX options.
 *
 * @param name lower-case letters, digits, - and _
 * @param tokens which credentials are this tenant's, at least one
 * @param rules its rule book at start; empty: the default book
 * @param reconcile sources that are asked for what they do not tell
 * @param quota how much of Weir it may have
 */
public record TenantConfig(
        String name, List<TokenConfig> tokens, Optional<Path> rules, List<PolledSource> reconcile, Quota quota) {
    public TenantConfig {
        reconcile = List.copyOf(reconcile);
        tokens = List.copyOf(tokens);
    }
}
