package io.weir.app.config;

import io.weir.bridge.reconcile.AlertmanagerSource;
import io.weir.bridge.reconcile.Authorization;
import io.weir.bridge.reconcile.KumaSource;
import io.weir.bridge.reconcile.Pace;
import io.weir.bridge.reconcile.PolledSource;
import io.weir.schema.yaml.Section;
import io.weir.sink.SecretRef;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads each tenant's list {@code reconcile}. */
final class ReconcileSection {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofHours(1);

    private final SectionSecrets secrets;
    private final SharedAlertmanagers shared = new SharedAlertmanagers();

    ReconcileSection(SectionPaths paths) {
        this.secrets = new SectionSecrets(paths);
    }

    /** Entries that say what they are; the others are problems. */
    List<PolledSource> read(String tenant, Section section) {
        List<PolledSource> sources = new ArrayList<>();
        for (Section entry : section.sections("reconcile")) {
            boolean alertmanager = entry.has("alertmanager");
            boolean kuma = entry.has("uptimeKuma");
            if (alertmanager == kuma) {
                entry.problem("alertmanager", "expected either alertmanager or uptimeKuma", "one source per entry");
            } else {
                sources.add(
                        alertmanager
                                ? alertmanager(tenant, entry.section("alertmanager"))
                                : kuma(tenant, entry.section("uptimeKuma")));
            }
        }
        return sources;
    }

    private AlertmanagerSource alertmanager(String tenant, Section section) {
        List<URI> urls = section.list("urls", ReconcileSection::address, "write each member's own address")
                .required();
        if (section.has("urls") && urls.isEmpty()) {
            section.problem("urls", "expected at least one address, found none", "add each member's own address");
        }
        List<String> receivers = section.strings("receivers").required();
        if (section.has("receivers") && receivers.isEmpty()) {
            section.problem("receivers", "expected at least one name, found none", "add those that post to Weir");
        }
        List<String> externalUrls = section.strings("externalUrls")
                .orElse(urls.stream().map(URI::toString).toList());
        if (section.has("externalUrls") && externalUrls.isEmpty()) {
            section.problem("externalUrls", "expected at least one address, found none", "leave it out for urls");
        }
        boolean project = section.flag("projectDowntimes").orElse(false);
        shared.add(tenant, section, urls, externalUrls, project);
        Pace pace = pace(section);
        Authorization authorization = tokenOrPassword(section);
        return new AlertmanagerSource(
                tenant,
                urls,
                externalUrls.isEmpty() ? List.of("") : externalUrls,
                Set.copyOf(receivers),
                project,
                pace,
                authorization);
    }

    private KumaSource kuma(String tenant, Section section) {
        URI url = section.uri("url", "http", "https").required();
        String name = section.string("name").orElse("kuma");
        Pace pace = pace(section);
        boolean byKey = section.has("apiKey");
        boolean byPassword = section.has("username") || section.has("password");
        if (byKey == byPassword) {
            section.problem("apiKey", "expected either apiKey, or username and password", "keep one of the two ways");
        }
        Authorization authorization = byPassword
                ? password(section)
                : byKey ? Authorization.basic("", secrets.required(section, "apiKey")::resolve) : Authorization.none();
        return new KumaSource(tenant, url, name, pace, authorization);
    }

    private Authorization tokenOrPassword(Section section) {
        boolean byToken = section.has("token");
        boolean byPassword = section.has("username") || section.has("password");
        if (byToken && byPassword) {
            section.problem("token", "expected either token, or username and password", "keep one of the two ways");
        }
        if (byPassword) {
            return password(section);
        }
        return byToken ? Authorization.bearer(secrets.required(section, "token")::resolve) : Authorization.none();
    }

    private Authorization password(Section section) {
        String user = section.string("username").required();
        SecretRef password = secrets.required(section, "password");
        return Authorization.basic(user, password::resolve);
    }

    private static Pace pace(Section section) {
        Duration every = section.duration("every", LEAST, MOST).orElse(Duration.ofMinutes(1));
        Pace defaults = Pace.every(every);
        return new Pace(
                every,
                section.duration("grace", LEAST, MOST).orElse(defaults.grace()),
                section.duration("proofEvery", LEAST, Duration.ofDays(1)).orElse(defaults.proofEvery()),
                section.duration("settleAfterRestart", LEAST, Duration.ofDays(1))
                        .orElse(defaults.settleAfterRestart()),
                section.duration("timeout", LEAST, Duration.ofMinutes(5)).orElse(defaults.timeout()));
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected an address, found: " + text, e);
        }
        throw new IllegalArgumentException("expected an address with http:// or https://, found: " + text);
    }
}
