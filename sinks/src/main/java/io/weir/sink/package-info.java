/** Ports to the systems outside, tickets and playbooks, and the values that cross them. */
package io.weir.sink;
