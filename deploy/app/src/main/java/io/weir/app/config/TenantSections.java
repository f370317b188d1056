package io.weir.app.config;

import io.weir.bridge.quota.Quota;
import io.weir.bridge.tenant.Role;
import io.weir.bridge.tenant.SigningKey;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.Problem;
import io.weir.schema.yaml.Section;
import io.weir.sink.SecretRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the list of tenants. */
final class TenantSections {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

    private final SectionPaths paths;
    private final Quota quota;
    private final ReconcileSection reconcile;
    private final Map<String, Section> byName = new LinkedHashMap<>();
    private final List<TenantConfig> tenants = new ArrayList<>();
    private final Map<String, String> ownerOfDigest = new HashMap<>();
    private final Map<String, String> ownerOfKey = new HashMap<>();

    /** @param quota of tenants that have none of their own */
    TenantSections(List<Section> sections, SectionPaths paths, Quota quota) {
        this.paths = paths;
        this.quota = quota;
        this.reconcile = new ReconcileSection(paths);
        for (Section section : sections) {
            tenants.add(read(section));
        }
    }

    List<TenantConfig> read() {
        return tenants;
    }

    /** The sections by tenant name, for what other parts have to ask of them. */
    Map<String, Section> byName() {
        return byName;
    }

    /** Notes a problem in each tenant that has {@code key}. */
    void refuse(String key, String message, String remedy) {
        for (Section section : byName.values()) {
            if (section.has(key)) {
                section.problem(key, message, remedy);
            }
        }
    }

    /** The tokens of those who run Weir; none of them may be a tenant's. */
    List<TokenConfig> operators(Section section) {
        List<TokenConfig> tokens = new ArrayList<>();
        for (Section token : section.sections("tokens")) {
            tokens.add(token(token, section.path(), Role.ADMIN, Optional.empty()));
        }
        if (tokens.isEmpty()) {
            section.problem("tokens", "expected at least one token, found none", "add sha256, env or file");
        }
        return tokens;
    }

    private TenantConfig read(Section section) {
        String name = section.value("name", TenantSections::name, "").required();
        if (name != null && byName.containsKey(name)) {
            section.problem("name", "expected a name of its own, found one that an earlier tenant has", "rename one");
        }
        // under its path when its name is no use, so that the other parts still ask for their keys
        byName.putIfAbsent(name == null || byName.containsKey(name) ? section.path() : name, section);
        List<TokenConfig> tokens = new ArrayList<>();
        for (Section token : section.sections("tokens")) {
            Role role = token.word("role", Role.class).orElse(Role.ADMIN);
            Optional<String> signs = token.value("signs", TenantSections::keyId, "write a name for the key")
                    .optional();
            signs.map(id -> ownerOfKey.putIfAbsent(id, token.path()))
                    .ifPresent(first -> token.problem(
                            "signs", "expected an id of its own, found the one of " + first, "rename one"));
            if (signs.isPresent() && token.has("sha256")) {
                token.problem("sha256", "what signs has to be known itself, not its digest", "name it by env or file");
            }
            tokens.add(token(token, section.path(), role, signs));
        }
        if (tokens.isEmpty()) {
            section.problem("tokens", "expected at least one token, found none", "add sha256, env or file");
        }
        Optional<Path> rules = paths.at(section, "rules");
        rules.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> section.problem("rules", "there is no readable file " + file, "correct the path"));
        Quota own = QuotaSection.read(section, quota);
        rules.filter(Files::isReadable).ifPresent(file -> check(section, file, own));
        return new TenantConfig(name, tokens, rules, reconcile.read(name, section), own);
    }

    private static void check(Section section, Path rules, Quota quota) {
        try {
            String yaml = Files.readString(rules, StandardCharsets.UTF_8);
            List<Problem> problems = RuleBookParser.check(yaml);
            int openIncidents =
                    problems.isEmpty() ? RuleBookParser.parse(yaml).limits().openIncidents() : 0;
            if (openIncidents > quota.openIncidents()) {
                section.problem(
                        "rules",
                        rules.getFileName() + " limits.openIncidents: expected at most " + quota.openIncidents()
                                + ", the tenant's quota, found " + openIncidents,
                        "lower it, or raise quota.openIncidents");
            }
            for (Problem problem : problems) {
                section.problem(
                        "rules",
                        rules.getFileName() + " " + problem.path() + ": " + problem.message(),
                        problem.remedy());
            }
        } catch (IOException e) {
            section.problem("rules", "cannot read " + rules + ": " + e.getMessage(), "make it readable UTF-8 text");
        }
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "expected lower-case letters, digits, - and _, beginning with a letter or digit, at most 63, found: "
                            + text);
        }
        return text;
    }

    private TokenConfig token(Section token, String tenantPath, Role role, Optional<String> signs) {
        Optional<String> sha256 = token.value("sha256", TenantSections::digest, "write 64 hex digits")
                .optional();
        List<SecretRef> secrets = new SectionSecrets(paths).found(token);
        if (secrets.size() + (token.has("sha256") ? 1 : 0) != 1) {
            token.problem(
                    "sha256", "expected exactly one of sha256, env, file and value", "name one place of the token");
        }
        sha256.map(digest -> ownerOfDigest.putIfAbsent(digest, tenantPath))
                .filter(owner -> !owner.equals(tenantPath))
                .ifPresent(owner ->
                        token.problem("sha256", "the same token belongs to " + owner, "give each a token of its own"));
        return new TokenConfig(
                sha256,
                secrets.stream().findFirst(),
                signs,
                role,
                token.string("source").optional());
    }

    private static String keyId(String text) {
        if (!SigningKey.ID.matcher(text).matches()) {
            throw new IllegalArgumentException("expected letters, digits, . _ and -, at most 64, found: " + text);
        }
        return text;
    }

    private static String digest(String text) {
        if (!DIGEST.matcher(text).matches()) {
            throw new IllegalArgumentException("expected the SHA-256 of the token, 64 hex digits");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
