package io.weir.sandbox.glpi;

/** Input on which the real server dies: the caller sees 200 with an empty body. */
final class PhpFatal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PhpFatal(String message) {
        super(message, null, false, false);
    }
}
