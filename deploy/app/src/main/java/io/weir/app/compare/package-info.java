/** What a replay came to, in canonical files; its figures; and what two replays of the same history differ in. */
package io.weir.app.compare;
