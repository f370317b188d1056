/** What people read in tickets. Everything here is a function of its arguments. */
package io.weir.sink.text;
