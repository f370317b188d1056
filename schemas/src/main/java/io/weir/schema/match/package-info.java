/**
 * Finding what concerns an alert among many things that have matchers, at a price that does not grow with their number.
 */
package io.weir.schema.match;
