package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.weir.bridge.kafka.DirectiveLog;
import io.weir.bridge.quota.Quota;
import io.weir.bridge.quota.Quotas;
import io.weir.bridge.view.PublishedBook;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import io.weir.schema.Directive;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The rule book of a tenant. A new one is answered when it is in force. */
final class RulesEndpoint implements Endpoint {
    /** How far ahead a book may say that it takes effect: the jobs keep it until then. */
    private static final Duration FARTHEST = Duration.ofDays(366);

    /** Patterns take twenty times as much as their text, and each subtask has them. */
    private static final long MOST_BYTES_IN_AN_HOUR = 16 << 20;

    private final ReadModel model;
    private final Quotas quotas;
    private final DirectiveLog log;
    private final InForce inForce;
    private final Revisions revisions;
    private final Publications publications;

    RulesEndpoint(Vertx vertx, ReadModel model, Quotas quotas, DirectiveLog log, InForce inForce, Revisions revisions) {
        this.publications = new Publications(vertx, "rule book", "rules", MOST_BYTES_IN_AN_HOUR);
        this.quotas = quotas;
        this.model = model;
        this.log = log;
        this.inForce = inForce;
        this.revisions = revisions;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the rules are being read from Kafka"));
        }
        TenantView view = model.tenant(call.identity().tenant());
        return call.method().equals(HttpMethod.PUT) ? put(call, view) : Future.succeededFuture(get(call, view.book()));
    }

    private Answer get(Call call, PublishedBook published) {
        PublishedBook book = published != null ? published : shipped();
        if (call.accept() != null && call.accept().contains(Answer.JSON)) {
            return Answer.json(200, document(book).put("yaml", book.yaml()));
        }
        return Answer.text(200, Answer.YAML, book.yaml());
    }

    private Future<Answer> put(Call call, TenantView view) {
        String tenant = call.identity().tenant();
        Quota quota = quotas.of(tenant).quota();
        if (call.body().length > quota.ruleBookBytes()) {
            throw new Refusal(Answer.problem(
                    413,
                    "over-quota",
                    "the rule book has " + call.body().length + " bytes, the tenant's quota of " + Quota.RULE_BOOK
                            + " is " + quota.ruleBookBytes(),
                    Quota.RULE_BOOK));
        }
        String yaml = call.text();
        Instant now = call.receivedAt();
        return publications.run(
                tenant,
                () -> view.publishedLately(Directive.Kind.RULES, now.toEpochMilli()),
                () -> parsed(yaml, quota, now),
                book -> publish(call, view, book, yaml));
    }

    private static RuleBook parsed(String yaml, Quota quota, Instant now) {
        try {
            RuleBook book = RuleBookParser.parse(yaml);
            checkStart(book.effectiveFrom(), now);
            if (book.limits().openIncidents() > quota.openIncidents()) {
                throw new Refusal(Answer.problem(
                        400,
                        "over-quota",
                        "expected at most " + quota.openIncidents() + ", the tenant's quota of " + Quota.INCIDENTS
                                + ", found " + book.limits().openIncidents(),
                        "limits.openIncidents"));
            }
            return book;
        } catch (InvalidDocumentException e) {
            throw new Refusal(Problems.answer("invalid-rules", e));
        }
    }

    private static void checkStart(Instant from, Instant now) {
        if (from != null && (from.isBefore(Instant.EPOCH) || from.isAfter(now.plus(FARTHEST)))) {
            throw new InvalidDocumentException(List.of(new Problem(
                    "effectiveFrom",
                    "expected a time since 1970 and at most " + FARTHEST.toDays() + " days ahead, found " + from,
                    "publish it nearer to that time")));
        }
    }

    private Future<Answer> publish(Call call, TenantView view, RuleBook book, String yaml) {
        String tenant = call.identity().tenant();
        Long from = book.effectiveFrom() == null
                ? null
                : (Long) book.effectiveFrom().toEpochMilli();
        long revision = revisions.next(tenant, view.books());
        String author = call.identity().source();
        return inForce.after(log.write(tenant, book.version(), from, yaml, revision, author))
                .map(at -> Answer.json(200, document(new PublishedBook(book.version(), yaml, from, author, at))))
                .onComplete(done -> revisions.done(tenant, revision));
    }

    /** The book that holds for those who published none; it is on no log and always was in force. */
    private static PublishedBook shipped() {
        return new PublishedBook(
                RuleBookParser.defaultBook().version(), RuleBookParser.defaultBookYaml(), null, null, Long.MIN_VALUE);
    }

    private ObjectNode document(PublishedBook book) {
        ObjectNode document = Answer.object().put("version", book.version());
        if (book.recordedAt() == Long.MIN_VALUE) {
            return document.putNull("effectiveFrom");
        }
        long earliest = book.recordedAt() + inForce.lead().toMillis();
        long from = book.effectiveFrom() == null ? earliest : Math.max(earliest, book.effectiveFrom());
        return document.put("effectiveFrom", Instant.ofEpochMilli(from).toString());
    }
}
