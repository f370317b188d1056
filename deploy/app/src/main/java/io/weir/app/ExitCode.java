package io.weir.app;

/** The exit codes of the command. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** It was tried and failed. */
    public static final int FAILED = 1;
    /** The arguments or the configuration are wrong; nothing was tried. */
    public static final int USAGE = 2;
    /** It ran, and the result is not what it must be: a demo that missed something, a rule book with problems. */
    public static final int UNMET = 3;

    private ExitCode() {}
}
