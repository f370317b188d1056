package io.weir.app.config;

import io.weir.schema.Matcher;
import io.weir.schema.Severity;
import io.weir.schema.yaml.Section;
import io.weir.sink.SecretRef;
import io.weir.sink.notify.Channel;
import io.weir.sink.notify.MailAddress;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Phase;
import io.weir.sink.notify.Route;
import io.weir.sink.notify.Smtp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code notifications}, {@code smtp} and each tenant's channels and routes. */
final class NotificationSection {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final List<String> KINDS = List.of("email", "slack", "webhook");

    private final SectionSecrets secrets;
    private boolean mails;

    private NotificationSection(SectionPaths paths) {
        this.secrets = new SectionSecrets(paths);
    }

    /**
     * Empty where no tenant has a channel.
     *
     * @param delivered whether there is a job that could tell people
     */
    static Optional<NotificationOptions> read(
            Section root, TenantSections tenants, SectionPaths paths, boolean delivered) {
        return new NotificationSection(paths).read(root, tenants, delivered);
    }

    private Optional<NotificationOptions> read(Section root, TenantSections tenants, boolean delivered) {
        Map<String, NotificationOptions.Tenant> owners = new LinkedHashMap<>();
        boolean readable = true;
        for (Map.Entry<String, Section> owner : tenants.byName().entrySet()) {
            if (owner.getValue().has("notifications")) {
                Optional<NotificationOptions.Tenant> tenant =
                        tenant(owner.getValue().section("notifications"));
                tenant.ifPresent(read -> owners.put(owner.getKey(), read));
                readable &= tenant.isPresent();
            }
        }
        if (!delivered) {
            tenants.refuse(
                    "notifications",
                    "people are told by the job that writes tickets",
                    "add a glpi section, or remove this");
        }
        Section times = root.section("notifications");
        long giveUpAfter = times.duration("giveUpAfter", Duration.ofSeconds(1), Duration.ofDays(7))
                .orElse(Duration.ofMillis(NotificationOptions.DEFAULT_GIVE_UP_MS))
                .toMillis();
        long timeout = times.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(1))
                .orElse(Duration.ofMillis(NotificationOptions.DEFAULT_TIMEOUT_MS))
                .toMillis();
        Smtp smtp = root.has("smtp") ? smtp(root.section("smtp")) : null;
        if (mails && !root.has("smtp")) {
            root.problem("smtp", "expected a server, for there are channels of e-mail", "add it, or remove them");
        }
        return readable && !owners.isEmpty() && !(mails && smtp == null)
                ? Optional.of(new NotificationOptions(owners, smtp, giveUpAfter, timeout))
                : Optional.empty();
    }

    private Smtp smtp(Section smtp) {
        String host = smtp.string("host").required();
        Smtp.Tls tls = smtp.word("tls", Smtp.Tls.class).orElse(Smtp.Tls.STARTTLS);
        Integer port = smtp.integer("port", 1, 65_535).orElse(null);
        String username = smtp.string("username").orElse(null);
        SecretRef password = secrets.optional(smtp, "password").orElse(null);
        if ((username == null) != (password == null)) {
            smtp.problem("username", "expected username and password, or neither", "complete the pair");
            return null;
        }
        return host == null || host.isBlank() ? null : new Smtp(host, port, tls, username, password);
    }

    /** Empty when something in it is wrong and noted. */
    private Optional<NotificationOptions.Tenant> tenant(Section section) {
        List<Channel> channels = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        boolean readable = true;
        for (Section each : section.sections("channels")) {
            String name = each.value("name", NotificationSection::name, "").required();
            if (name != null && !names.add(name)) {
                each.problem("name", "expected a name of its own, found one that an earlier channel has", "rename one");
                readable = false;
            }
            Optional<Channel> channel = channel(each, name);
            channel.ifPresent(channels::add);
            readable &= channel.isPresent();
        }
        List<Route> routes = new ArrayList<>();
        for (Section each : section.sections("routes")) {
            Optional<Route> route = route(each, names);
            route.ifPresent(routes::add);
            readable &= route.isPresent();
        }
        return readable ? Optional.of(new NotificationOptions.Tenant(channels, routes)) : Optional.empty();
    }

    private Optional<Channel> channel(Section section, String name) {
        List<String> kinds = KINDS.stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            section.problem("name", "expected exactly one of email, slack, webhook, found " + kinds, "keep one");
            return Optional.empty();
        }
        Section kind = section.section(kinds.get(0));
        Channel.Email email = null;
        Channel.Slack slack = null;
        Channel.Webhook webhook = null;
        switch (kinds.get(0)) {
            case "email" -> {
                mails = true;
                List<String> to = kind.list("to", MailAddress::check, "").required();
                String from = kind.value("from", MailAddress::check, "").required();
                if (to == null || to.isEmpty()) {
                    kind.problem("to", "expected at least one address", "add one");
                } else if (from != null) {
                    email = new Channel.Email(to, from);
                }
            }
            case "slack" -> slack = new Channel.Slack(secrets.required(kind, "url"));
            default ->
                webhook = new Channel.Webhook(
                        kind.uri("url", "https", "http").required().toString(), secrets.required(kind, "secret"));
        }
        boolean complete = name != null && (email != null || slack != null || webhook != null);
        return complete ? Optional.of(new Channel(name, email, slack, webhook)) : Optional.empty();
    }

    private static Optional<Route> route(Section section, Set<String> names) {
        List<Severity> severities = section.list("severity", Severity::of, "").orElse(List.of());
        List<String> match = section.list(
                        "match",
                        text -> Matcher.parse(text).toString(),
                        "write label=\"value\", label!=\"value\", label=~\"regex\" or label!~\"regex\"")
                .orElse(List.of());
        List<String> channels = section.strings("channels").required();
        List<Phase> phases = section.list("phases", Phase::of, "").orElse(Phase.ALL);
        if (channels == null || channels.isEmpty()) {
            section.problem("channels", "expected at least one channel", "name one, or remove the route");
            return Optional.empty();
        }
        for (String channel : channels) {
            if (!names.contains(channel)) {
                section.problem(
                        "channels",
                        "there is no channel " + channel + " of this tenant",
                        names.isEmpty() ? "add it" : "known here: " + String.join(", ", names));
                return Optional.empty();
            }
        }
        return Optional.of(new Route(severities, match, channels, phases));
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "expected lower-case letters, digits, - and _, at most 63, found: " + text);
        }
        return text;
    }
}
