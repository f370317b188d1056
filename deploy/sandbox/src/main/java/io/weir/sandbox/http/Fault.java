package io.weir.sandbox.http;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A rule that makes some of the next requests go wrong.
 *
 * @param target which stand-in: {@code glpi} or {@code awx}
 * @param method HTTP method, or {@code *} for any
 * @param path path below the stand-in's base, for example {@code /Ticket}; it also covers what lies below it.
 *     With {@code *} in it, it is a pattern for the whole path
 * @param kind what goes wrong
 * @param times how many matching requests are hit; negative means all until cleared
 * @param delay waiting time of the two delay kinds
 * @param status HTTP status of kind {@link FaultKind#STATUS}
 * @param headers extra headers of kind {@link FaultKind#STATUS}, for example {@code Retry-After}
 */
public record Fault(
        String target,
        String method,
        String path,
        FaultKind kind,
        int times,
        Duration delay,
        int status,
        Map<String, String> headers) {

    public Fault {
        Objects.requireNonNull(kind, "kind");
        if (!target.equals("glpi") && !target.equals("awx")) {
            throw new IllegalArgumentException("target must be \"glpi\" or \"awx\", not \"" + target + "\"");
        }
        if (times == 0) {
            throw new IllegalArgumentException("times must not be 0");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay must not be negative");
        }
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599, not " + status);
        }
        headers = Map.copyOf(headers);
    }

    /** One request to the GLPI stand-in, any method and path. */
    public static Fault glpi(FaultKind kind) {
        return new Fault("glpi", "*", "*", kind, 1, Duration.ZERO, 503, Map.of());
    }

    /** One request to the AWX stand-in, any method and path. */
    public static Fault awx(FaultKind kind) {
        return new Fault("awx", "*", "*", kind, 1, Duration.ZERO, 503, Map.of());
    }

    /** The same for this method and path only. */
    public Fault on(String newMethod, String newPath) {
        return new Fault(target, newMethod, newPath, kind, times, delay, status, headers);
    }

    /** The same for this many requests; negative means until cleared. */
    public Fault times(int newTimes) {
        return new Fault(target, method, path, kind, newTimes, delay, status, headers);
    }

    /** The same with this delay. */
    public Fault delayed(Duration newDelay) {
        return new Fault(target, method, path, kind, times, newDelay, status, headers);
    }

    /** The same with this status. */
    public Fault answering(int newStatus, Map<String, String> newHeaders) {
        return new Fault(target, method, path, kind, times, delay, newStatus, newHeaders);
    }

    boolean matches(String requestTarget, String requestMethod, String requestPath) {
        return target.equals(requestTarget)
                && (method.equals("*") || method.equalsIgnoreCase(requestMethod))
                && matchesPath(withoutTrailingSlash(requestPath));
    }

    private boolean matchesPath(String requestPath) {
        String wanted = withoutTrailingSlash(path);
        if (wanted.contains("*")) {
            return Glob.of(wanted).matches(requestPath);
        }
        return requestPath.equals(wanted) || requestPath.startsWith(wanted + "/");
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
