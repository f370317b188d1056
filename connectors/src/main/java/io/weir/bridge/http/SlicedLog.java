package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.kafka.RecordLog;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes any number of records: a huge message need not be through, nor find memory, all at the same time. */
final class SlicedLog {
    private static final int SLICE_RECORDS = 1000;
    private static final long SLICE_BYTES = 4L << 20;

    private final Vertx vertx;
    private final RecordLog log;

    SlicedLog(Vertx vertx, RecordLog log) {
        this.vertx = vertx;
        this.log = log;
    }

    /** Completes when Kafka has all of them, in this order; fails as {@link RecordLog#write} does. */
    Future<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
        return written(records, 0);
    }

    private Future<Void> written(List<ProducerRecord<byte[], byte[]>> records, int from) {
        if (from >= records.size()) {
            return Future.succeededFuture();
        }
        int to = sliceEnd(records, from);
        return Future.fromCompletionStage(log.write(records.subList(from, to)), vertx.getOrCreateContext())
                .compose(metadata -> written(records, to));
    }

    private static int sliceEnd(List<ProducerRecord<byte[], byte[]>> records, int from) {
        int most = Math.min(records.size(), from + SLICE_RECORDS);
        long bytes = records.get(from).value().length;
        int to = from + 1;
        while (to < most && bytes + records.get(to).value().length <= SLICE_BYTES) {
            bytes += records.get(to).value().length;
            to++;
        }
        return to;
    }
}
