/** Calls over HTTP that know how far they got. */
package io.weir.sink.http;
