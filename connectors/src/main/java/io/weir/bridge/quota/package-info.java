/** How much of Weir one tenant may have, and what becomes of alerts beyond that: delayed or summarised, never lost. */
package io.weir.bridge.quota;
