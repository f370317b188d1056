/** The correlate job over a capture of requests, in this JVM, and how well it grouped them. */
package io.weir.app.replay;
