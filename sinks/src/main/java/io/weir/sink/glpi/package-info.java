/** Tickets in GLPI, one per incident. */
package io.weir.sink.glpi;
