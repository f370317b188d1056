/** Faults at random in a real cluster during a storm, and what must hold all the same. */
package io.weir.e2e.chaos;
