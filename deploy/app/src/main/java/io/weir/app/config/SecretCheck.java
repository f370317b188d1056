package io.weir.app.config;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.bridge.reconcile.PolledSource;
import io.weir.bridge.tenant.SigningKey;
import io.weir.sink.SecretRef;
import io.weir.sink.awx.AwxOptions;
import io.weir.sink.notify.NotificationOptions;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether every secret that this process needs can be read and be used; a configuration may also name those of other
 * machines.
 */
public final class SecretCheck {
    private final List<String> problems = new ArrayList<>();
    private final TokenOwners owners = new TokenOwners();

    private SecretCheck() {}

    /**
     * Refuses a configuration with a secret that cannot be read, a token that two have, or a key that is too short.
     *
     * @param effects whether GLPI, AWX and people's channels are called from this process
     * @throws CommandFailure with the path of each such secret; never with a secret
     */
    public static void require(WeirConfig config, boolean effects) {
        SecretCheck check = new SecretCheck();
        for (int t = 0; t < config.tenants().size(); t++) {
            check.tokens("tenants[" + t + "]", config.tenants().get(t).tokens());
            check.reconcile("tenants[" + t + "]", config.tenants().get(t).reconcile());
        }
        check.tokens("operators", config.operators());
        check.problems.addAll(KafkaReferences.problems(config.kafka()));
        config.tracing()
                .ifPresent(tracing ->
                        tracing.headers().forEach((name, secret) -> check.read("tracing.headers." + name, secret)));
        if (effects) {
            check.effects(config);
        }
        if (!check.problems.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("\n", check.problems));
        }
    }

    private void tokens(String owner, List<TokenConfig> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            String path = owner + ".tokens[" + i + "]";
            TokenConfig token = tokens.get(i);
            Optional<String> secret = token.secret().flatMap(place -> read(path, place));
            if (token.signs().isPresent()) {
                secret.filter(key -> key.length() < SigningKey.SHORTEST)
                        .ifPresent(key -> problems.add(path + ": expected a secret of at least " + SigningKey.SHORTEST
                                + " characters, for it signs; found a shorter one — generate a longer one"));
            } else {
                token.sha256()
                        .or(() -> secret.map(TokenConfig::digestOf))
                        .flatMap(digest -> owners.conflict(digest, owner, path, token))
                        .ifPresent(problems::add);
            }
        }
    }

    private void effects(WeirConfig config) {
        config.glpi().ifPresent(glpi -> {
            if (glpi.appToken() != null) {
                read("glpi.appToken", glpi.appToken());
            }
            read("glpi.userToken", glpi.userToken());
        });
        config.awx().map(AwxOptions::auth).ifPresent(auth -> {
            if (auth instanceof AwxOptions.Bearer bearer) {
                read("awx.token", bearer.token());
            } else if (auth instanceof AwxOptions.Basic basic) {
                read("awx.password", basic.password());
            }
        });
        config.notifications().ifPresent(this::notifications);
    }

    private void notifications(NotificationOptions options) {
        if (options.smtp() != null && options.smtp().password() != null) {
            read("smtp.password", options.smtp().password());
        }
        options.tenants()
                .forEach((tenant, told) -> told.channels().forEach(channel -> {
                    String path = "notifications of " + tenant + ", channel " + channel.name();
                    if (channel.slack() != null) {
                        read(path + ": url", channel.slack().url());
                    } else if (channel.webhook() != null) {
                        read(path + ": secret", channel.webhook().secret());
                    }
                }));
    }

    private void reconcile(String tenant, List<PolledSource> sources) {
        for (int i = 0; i < sources.size(); i++) {
            read(tenant + ".reconcile[" + i + "]", sources.get(i).authorization()::header);
        }
    }

    private Optional<String> read(String path, SecretRef secret) {
        return read(path, secret::resolve);
    }

    private Optional<String> read(String path, Supplier<String> secret) {
        try {
            // a source that wants no credential has none
            return Optional.ofNullable(secret.get());
        } catch (IllegalStateException | UncheckedIOException e) {
            problems.add(path + ": expected a secret there, " + e.getMessage()
                    + " — set the environment variable, or write the secret into the file");
            return Optional.empty();
        }
    }
}
