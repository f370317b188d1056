/** Who may use the bridge, and as whom. */
package io.weir.bridge.tenant;
