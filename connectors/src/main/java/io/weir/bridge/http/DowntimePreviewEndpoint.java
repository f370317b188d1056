package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.view.MatchingAlerts;
import io.weir.bridge.view.PublishedBook;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import io.weir.schema.Downtime;
import io.weir.schema.Matcher;
import io.weir.schema.downtime.Schedule;
import io.weir.schema.rules.RuleBook;
import java.time.Duration;
import java.util.List;

/**
 * What a downtime would do, without creating it: the firing alerts that match, and its next windows. An alert that fires
 * already stays in its incident; it shows what kind of alert is meant. There can be many alerts to compare with
 * expressions that take long, so what is not done after a while is left, and the answer says so.
 */
final class DowntimePreviewEndpoint implements Endpoint {
    private static final int AT_ONCE = 2;
    private static final int MOST = 8;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final FewAtOnce previews;
    private final ReadModel model;

    DowntimePreviewEndpoint(Vertx vertx, ReadModel model) {
        String refusal = "too many previews are underway; ask again";
        this.previews = new FewAtOnce(vertx, "weir-previews", AT_ONCE, MOST, refusal);
        this.model = model;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the alerts are being read from Kafka"));
        }
        return previews.run(() -> preview(call));
    }

    private Answer preview(Call call) {
        DowntimeRequest request = DowntimeRequest.read(call.body(), call.receivedAt());
        DowntimeDocument documents = DowntimeDocument.of(call);
        Downtime downtime = request.downtime("preview", 1, Downtime.Status.ACTIVE, request.author(), documents.now());
        List<Matcher> matchers =
                downtime.matchers().stream().map(Matcher::parse).toList();
        TenantView view = model.tenant(call.identity().tenant());
        RuleBook book = PublishedBook.rulesOf(view.book());
        long deadline = System.nanoTime() + LONGEST.toNanos();
        MatchingAlerts matching = view.firing(
                labels -> {
                    var enriched = book.enriched(labels);
                    return matchers.stream().allMatch(matcher -> matcher.matches(enriched));
                },
                Listing.of(call).limit(),
                documents.now(),
                () -> System.nanoTime() - deadline < 0);
        ObjectNode answer = Answer.object().put("count", matching.count()).put("complete", matching.complete());
        matching.alerts().forEach(answer.putArray("alerts")::add);
        documents.next(answer.putArray("next"), downtime, Schedule.of(downtime));
        return Answer.json(200, answer);
    }
}
