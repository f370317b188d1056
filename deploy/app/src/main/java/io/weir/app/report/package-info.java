/** The comparison of two replays as one HTML file that people read; knows only the JSON of the diff. */
package io.weir.app.report;
