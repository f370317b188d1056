package io.weir.app.bench;

import java.util.List;

/** A part of the benchmark: it measures some rows that belong together. */
public interface BenchPart {
    /** The names of all its rows, in their order. */
    List<String> rows();

    /**
     * Measures the rows that {@link Stage#wants are wanted} and reports each as soon as it is known.
     *
     * @throws Exception when a row cannot be measured; the other parts are, and the benchmark ends as failed
     */
    void run(Stage stage) throws Exception;
}
