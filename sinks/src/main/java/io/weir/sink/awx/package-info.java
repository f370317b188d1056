/** Playbooks run by AWX, one job per request. */
package io.weir.sink.awx;
