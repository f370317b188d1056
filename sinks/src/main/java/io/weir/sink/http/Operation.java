package io.weir.sink.http;

/**
 * What a request is for, as a tag of the request; for fail points.
 *
 * @param word for example {@code create}
 */
public record Operation(String word) {}
