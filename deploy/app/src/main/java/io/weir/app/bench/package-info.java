/**
 * {@code weir bench}: what each part of Weir costs, measured side by side. {@link io.weir.app.bench.Bench} runs the parts;
 * each measures some rows with processes of its own, so that their CPU time can be told apart.
 */
package io.weir.app.bench;
