/** What the bridge counts of itself. */
package io.weir.bridge.metrics;
