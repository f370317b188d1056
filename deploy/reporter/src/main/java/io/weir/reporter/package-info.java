/** What is of ours on the class path of Flink's own processes. */
package io.weir.reporter;
