package io.weir.pipeline.settings;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.Priority;

/**
 * RocksDB for checkpoints every second. Each one makes a small file of each column family; merged by fours, as is usual,
 * the same data are written again and again. Merging more of them at once costs reads, which filters and the caches in
 * front make few, and space: so many files of one second each. For Flink, which makes it by its name.
 */
public final class RocksDbTuning implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1L;
    /** Well below 20, where RocksDB slows writes down. */
    private static final int FILES_MERGED_AT_ONCE = 10;
    /** With one, which is usual, all tasks of the process wait for each other's files in each checkpoint. */
    private static final int FILES_WRITTEN_AT_ONCE = 4;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        // of all databases in the process
        return current.setEnv(Env.getDefault().setBackgroundThreads(FILES_WRITTEN_AT_ONCE, Priority.HIGH));
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setLevel0FileNumCompactionTrigger(FILES_MERGED_AT_ONCE);
    }
}
