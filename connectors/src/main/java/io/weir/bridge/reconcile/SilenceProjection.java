package io.weir.bridge.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.metrics.ReconcileMetrics;
import io.weir.bridge.reconcile.SilencePlan.End;
import io.weir.bridge.reconcile.SilencePlan.Put;
import io.weir.bridge.reconcile.SilencePlan.Step;
import io.weir.bridge.reconcile.SilencePlan.Told;
import io.weir.bridge.view.PublishedBook;
import io.weir.bridge.view.TenantView;
import io.weir.schema.Receipt;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.InvalidDocumentException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an Alertmanager's silences follow the tenant's downtimes, through the first member that answers. */
final class SilenceProjection {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceProjection.class);

    private final AlertmanagerSource source;
    private final List<AlertmanagerMember> members;
    private final TenantView view;
    private final ObservationLog log;
    private final ReconcileMetrics metrics;
    private final InstantSource clock;
    private final Complaints complaints = new Complaints();
    private PublishedBook book;
    private Set<String> added = Set.of();

    SilenceProjection(
            AlertmanagerSource source,
            List<AlertmanagerMember> members,
            TenantView view,
            ObservationLog log,
            ReconcileMetrics metrics,
            InstantSource clock) {
        this.source = source;
        this.members = members;
        this.view = view;
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** False when no member could be brought up to date. */
    boolean run() throws InterruptedException {
        for (AlertmanagerMember member : members) {
            try {
                List<Silence> listed = member.silences();
                Instant now = clock.instant();
                List<SilenceWish> wishes = SilenceWish.of(source.tenant(), view.allDowntimes(), added(), now);
                List<Step> steps = SilencePlan.of(
                        source.tenant(),
                        wishes,
                        listed,
                        view.silences(source.instance()),
                        downtimeId -> view.downtime(downtimeId) != null,
                        now);
                for (Step step : steps) {
                    take(step, member);
                }
                complaints.went(member.url() + " (silences)");
                return true;
            } catch (IOException e) {
                complaints.failed(member.url() + " (silences)", e);
            }
        }
        return false;
    }

    /** Labels that the rule book adds to alerts, which an Alertmanager cannot know. */
    private Set<String> added() {
        PublishedBook newest = view.book();
        if (newest != null && !newest.equals(book)) {
            book = newest;
            added = added(newest);
        }
        return added;
    }

    private Set<String> added(PublishedBook newest) {
        Set<String> labels = new HashSet<>();
        try {
            RuleBookParser.parse(newest.yaml())
                    .enrich()
                    .forEach(lookup -> lookup.table().values().forEach(row -> labels.addAll(row.keySet())));
            return labels;
        } catch (InvalidDocumentException e) {
            // another version took it; the jobs keep the one before, too
            LOG.warn(
                    "the rule book {} cannot be read, going on with the one before: {}",
                    newest.version(),
                    e.getMessage());
            return added;
        }
    }

    private void take(Step step, AlertmanagerMember member) throws IOException, InterruptedException {
        if (step instanceof Put put) {
            put(put, member);
        } else if (step instanceof End end) {
            member.expire(end.id());
            if (end.told() != null) {
                tell(end.told());
            }
        } else if (step instanceof Told told) {
            tell(told);
        }
    }

    private void put(Put put, AlertmanagerMember member) throws IOException, InterruptedException {
        Reply reply = member.put(put.silence());
        if (reply.status() == 404 && put.silence().id() != null) {
            // gone since it was listed
            reply = member.put(put.wish().silence(null));
        }
        if (reply.status() >= 400 && reply.status() < 500 && reply.status() != 401 && reply.status() != 403) {
            tell(SilencePlan.told(put.wish(), SilencePlan.FAILED, "Alertmanager: " + reply.text(), null));
            return;
        }
        // Whatever else it is, it may have been made: the next round looks for it by its comment.
        JsonNode id = reply.json().path("silenceID");
        if (!id.isTextual()) {
            throw reply.wrong();
        }
        tell(SilencePlan.told(put.wish(), SilencePlan.PROJECTED, null, id.asText()));
    }

    private void tell(Told told) throws InterruptedException {
        if (told.state().equals(SilencePlan.FAILED)) {
            LOG.warn(
                    "{}: downtime {} of {} is no silence there: {}",
                    source.instance(),
                    told.downtimeId(),
                    source.tenant(),
                    told.reason());
        }
        Receipt receipt = new Receipt(
                source.tenant(),
                Receipt.Kind.SILENCE,
                null,
                told.revision(),
                told.state(),
                told.reason(),
                null,
                null,
                null,
                null,
                null,
                null,
                told.downtimeId(),
                clock.instant().toEpochMilli(),
                null,
                source.instance(),
                told.window(),
                told.silenceId());
        if (log.write(receipt)) {
            metrics.silence(source.tenant(), source.instance(), told.state());
        }
    }
}
