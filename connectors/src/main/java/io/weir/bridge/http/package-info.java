/** The bridge's HTTP side: routes, authentication, and what each route answers. */
package io.weir.bridge.http;
