/** Asks the sources what they do not tell by themselves, and projects downtimes to Alertmanager. */
package io.weir.bridge.reconcile;
