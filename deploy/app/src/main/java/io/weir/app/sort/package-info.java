/** Sorting of more than memory holds. */
package io.weir.app.sort;
