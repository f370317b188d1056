package io.weir.sandbox.http;

import java.time.Instant;

/**
 * One request the sandbox has received.
 *
 * @param number rising from 1 in order of arrival
 * @param target {@code glpi} or {@code awx}
 * @param path path below the stand-in's base, with query, as sent
 * @param body request body; empty for none, and always for log-ins
 * @param user login name, or {@code null} when nobody was signed in
 * @param at time of arrival
 * @param status answered HTTP status, or {@code null} while open or when the connection was dropped
 * @param fault JSON name of the fault that hit it, or {@code null}
 */
public record RequestRecord(
        long number,
        String target,
        String method,
        String path,
        String body,
        String user,
        Instant at,
        Integer status,
        String fault) {}
