package io.weir.sink;

/**
 * Whether this process may still act outside. It is asked before each request, at the last moment before its first byte:
 * a process that stood still may have been replaced, and what it had decided before is no longer its business.
 */
@FunctionalInterface
public interface Fence {
    /** Always open. */
    Fence OPEN = () -> null;

    /** Why nothing may be sent now, for logs; null when it may. */
    String closedBecause();
}
