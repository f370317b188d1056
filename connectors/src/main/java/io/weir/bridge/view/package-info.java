/** What the lists show: a reading of the log, rebuilt at each start, bounded in memory, strictly per tenant. */
package io.weir.bridge.view;
