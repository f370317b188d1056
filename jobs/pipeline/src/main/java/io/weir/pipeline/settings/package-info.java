/** What the jobs are told, and how they set up Flink. */
package io.weir.pipeline.settings;
