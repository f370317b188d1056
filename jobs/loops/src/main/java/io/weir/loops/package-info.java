/**
 * What the inner loops cost, by JMH: {@link io.weir.loops.LoopsMain} runs all of them. Not part of any job.
 */
package io.weir.loops;
