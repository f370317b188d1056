package io.weir.sandbox.http;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Every request in order of arrival; the oldest are forgotten beyond a bound. Thread-safe. */
public final class RequestLog {
    private static final int BOUND = 20_000;

    private final TreeMap<Long, RequestRecord> records = new TreeMap<>();
    private long last;

    /** All remembered requests, oldest first. */
    public synchronized List<RequestRecord> requests() {
        return List.copyOf(records.values());
    }

    /** Forgets everything; numbering goes on. */
    public synchronized void clear() {
        records.clear();
    }

    synchronized long arrived(String target, Request request, String user, String fault) {
        String path = request.rawQuery().isEmpty() ? request.path() : request.path() + "?" + request.rawQuery();
        boolean login = request.path().startsWith("/initSession");
        long number = ++last;
        records.put(
                number,
                new RequestRecord(
                        number,
                        target,
                        request.method(),
                        login ? request.path() : path,
                        login ? "" : request.body(),
                        user,
                        Instant.now(),
                        null,
                        fault));
        if (records.size() > BOUND) {
            records.pollFirstEntry();
        }
        return number;
    }

    synchronized void answered(long number, int status) {
        records.computeIfPresent(
                number,
                (n, r) -> new RequestRecord(
                        n, r.target(), r.method(), r.path(), r.body(), r.user(), r.at(), status, r.fault()));
    }
}
