package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.KafkaSettings;
import java.io.Serializable;

/**
 * What ties the operators of one deliver job to the lives before and the jobs beside it.
 *
 * @param kafka where receipts and the right to deliver are told
 * @param definedAt when the job was defined, milliseconds since the epoch: of two jobs the later one delivers
 * @param maxAgeMs how far back receipts are read when there is no state
 */
record JobTies(KafkaSettings kafka, long definedAt, long maxAgeMs) implements Serializable {}
