package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.weir.bridge.quota.Admission;
import io.weir.bridge.quota.Quotas;
import io.weir.bridge.quota.TenantQuota;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what a request brought, as the tenant's quota lets it: on the log, into the spill topic, or as a count. */
final class AdmittedLog {
    /** So long is waited at the start for what waits already; senders get their answer within two seconds. */
    private static final long PATIENCE_MS = 400;

    private final Vertx vertx;
    private final SlicedLog log;
    private final Quotas quotas;
    private final Map<String, CompletionStage<Void>> making = new ConcurrentHashMap<>();

    AdmittedLog(Vertx vertx, SlicedLog log, Quotas quotas) {
        this.vertx = vertx;
        this.log = log;
        this.quotas = quotas;
    }

    /** Completes when Kafka has all of it, in one form or another. */
    Future<Void> write(Call call, AlertRecords records) {
        if (quotas.known().isDone()) {
            return admitted(call, records);
        }
        Promise<Void> known = Promise.promise();
        vertx.setTimer(PATIENCE_MS, late -> known.tryComplete());
        var unused = quotas.known().thenRun(known::tryComplete);
        return known.future().compose(done -> admitted(call, records));
    }

    private Future<Void> admitted(Call call, AlertRecords records) {
        TenantQuota quota = quotas.of(call.identity().tenant());
        long now = call.receivedAt().toEpochMilli();
        Admission admission = quota.admit(records.alerts(), now, call.beyondRate());
        if (admission == null) {
            return log.write(records.records());
        }
        List<ProducerRecord<byte[], byte[]>> all = records.records();
        if (!admission.spills()) {
            Admission.Part everything = admission.passing(records.alerts(), all, now);
            return ended(log.write(everything.records()), everything, now);
        }
        int alerts = records.alerts().size();
        Admission.Part passing = admission.passing(records.alerts(), all.subList(0, alerts), now);
        Future<Void> passed = ended(log.write(passing.records()), passing, now);
        // each part for itself: with no place to wait, what passes would else be lost with the rest of a message that
        // is sent once; when it is sent again, what has passed is a repeat
        Admission.Part waiting = admission.waiting(all);
        Future<Void> place = placeToWait(quota.tenant());
        Future<Void> spilled = ended(place.compose(there -> log.write(waiting.records())), waiting, now);
        // what is behind the alerts tells what became of them all, such as that a letter was tried again
        return Future.join(passed, spilled).compose(done -> log.write(all.subList(alerts, all.size())));
    }

    private static Future<Void> ended(Future<Void> write, Admission.Part part, long now) {
        return write.onSuccess(done -> part.written(now)).onFailure(failure -> part.failed());
    }

    private Future<Void> placeToWait(String tenant) {
        if (quotas.canSpill(tenant)) {
            return Future.succeededFuture();
        }
        CompletionStage<Void> made = making.computeIfAbsent(tenant, this::make);
        return Future.fromCompletionStage(made, vertx.getOrCreateContext());
    }

    /** One attempt for all that wait for it; while Kafka is away each request is answered in its time all the same. */
    private CompletionStage<Void> make(String tenant) {
        return vertx.<Void>executeBlocking(
                        () -> {
                            quotas.makeSpill(tenant);
                            return null;
                        },
                        false)
                .onComplete(done -> making.remove(tenant))
                .toCompletionStage();
    }
}
