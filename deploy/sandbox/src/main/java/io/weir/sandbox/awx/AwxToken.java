package io.weir.sandbox.awx;

/**
 * A bearer token.
 *
 * @param username whose token it is
 * @param writes {@code false} for scope {@code read}: anything but reading is answered 403
 */
public record AwxToken(String token, String username, boolean writes) {}
