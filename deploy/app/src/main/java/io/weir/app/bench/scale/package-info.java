/**
 * How the cost of an alert grows with what is active and what is configured, and what becomes of a storm.
 */
package io.weir.app.bench.scale;
