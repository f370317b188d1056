package io.weir.pipeline.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a job keeps its working state. */
public enum StateStore {
    /** On the Java heap: quickest, bounded by memory. */
    @JsonProperty("heap")
    HEAP,
    /** In RocksDB on local disk, with incremental checkpoints. */
    @JsonProperty("rocksdb")
    ROCKSDB
}
