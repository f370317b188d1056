package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Receipt;
import io.weir.schema.Retry;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Notifier;
import io.weir.sink.notify.NotifyOutcome;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of incidents, each channel of each phase once. Channels are called on threads of the operator's own, and
 * only after the wish to do so is in a completed checkpoint; see {@link TicketDelivery} for why answers are looked for
 * by timers. What may have been told before a crash is told again with the same id.
 */
final class NotificationDelivery extends KeyedProcessFunction<String, NotificationInput, Receipt>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(NotificationDelivery.class);
    private static final long LOOK_FOR_CHECKPOINT_MS = 100;

    private final NotifierOpener opener;
    private final NotificationOptions options;
    private final DeliverTuning tuning;
    private final TaskShare share;
    private final Controls controls;
    private final JobTies ties;

    private transient Run run;
    private transient TaskLife life;
    private transient ControlView control;
    private transient IntentLedger intents;
    private transient NotificationRoutes routes;
    private transient Notifier notifier;
    private transient NotificationDesks desks;
    private transient Backoff backoff;
    private transient ValueState<NotificationState> told;
    private transient Alarm alarm;
    private transient NotificationMetrics metrics;
    private transient DeliverySpans spans;

    /**
     * The operator.
     *
     * @param share what the task may do
     * @param controls who may deliver; null without ties
     * @param ties to earlier lives and other jobs; null for none
     */
    NotificationDelivery(
            NotifierOpener opener,
            NotificationOptions options,
            DeliverTuning tuning,
            TaskShare share,
            Controls controls,
            JobTies ties) {
        this.opener = opener;
        this.options = options;
        this.tuning = tuning;
        this.share = share;
        this.controls = controls;
        this.ties = ties;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        life = TaskLife.begin(context, share);
        intents = life.intents();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        control = ties == null ? null : controls.open();
        life.join(getRuntimeContext(), ties, control);
        routes = new NotificationRoutes(options);
        notifier = opener.open(life.fence());
        spans = DeliverySpans.open(share.tracing(), getRuntimeContext().getMetricGroup());
        desks = new NotificationDesks(options, told -> spans.notification(told, () -> notifier.tell(told)));
        backoff = new Backoff(tuning.retryFirstMs(), tuning.retryMaxMs(), tuning.seed());
        told = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("told", TypeInformation.of(NotificationState.class)));
        alarm = new Alarm(getRuntimeContext());
        metrics = new NotificationMetrics(getRuntimeContext().getMetricGroup(), desks::inFlight);
    }

    @Override
    public void processElement(NotificationInput input, Context context, Collector<Receipt> out) throws Exception {
        NotificationState known = told.value();
        // a ticket's page alone says nothing, and is not kept for incidents that nobody is told of
        if (!routes.concerns(input.tenant()) || (input.ticketUrl() != null && known == null)) {
            return;
        }
        Work work = new Work(progress(known, context), context, out);
        if (input.incident() != null) {
            work.progress.hear(input.incident(), work.now, work::running).forEach(work::tell);
        } else if (input.retry() != null) {
            work.again(input.retry());
        } else {
            work.progress.ticket(input.ticketUrl());
        }
        work.proceed();
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Receipt> out) throws Exception {
        alarm.rang();
        NotificationState known = told.value();
        if (known != null) {
            new Work(progress(known, context), context, out).proceed();
        }
    }

    private NotificationProgress progress(NotificationState known, Context context) {
        String key = context.getCurrentKey();
        return new NotificationProgress(
                known,
                routes,
                options.giveUpAfterMs(),
                run(context),
                (channel, phase) -> life.memory().told(key, channel, phase));
    }

    /** What is done for one key at one moment. */
    private final class Work {
        private final NotificationProgress progress;
        private final Context context;
        private final Collector<Receipt> out;
        private final String key;
        private final long now;

        Work(NotificationProgress progress, Context context, Collector<Receipt> out) {
            this.progress = progress;
            this.context = context;
            this.out = out;
            this.key = context.getCurrentKey();
            this.now = NotificationDelivery.now(context);
        }

        private String call(String channel) {
            return key + "|" + channel;
        }

        private CallDesk<Notification, NotifyOutcome> desk(String channel) {
            return desks.of(key.substring(0, key.indexOf('|')), channel);
        }

        /** Whether a call cannot be taken back any more. */
        boolean running(String channel) {
            return desk(channel).busy(call(channel)) && !desk(channel).takeBack(call(channel));
        }

        void again(Retry retry) {
            try {
                progress.hear(retry, now, this::running).forEach(this::tell);
            } catch (IOException e) {
                LOG.warn("dead letter {} cannot be told again: {}", retry.letterId(), e.getMessage());
                context.output(
                        DeadLetters.TAG,
                        DeadLetters.of(
                                retry.tenant(),
                                NotificationInput.STAGE,
                                "unreadable",
                                "letter " + retry.letterId() + " holds no notification of this incident",
                                retry.source(),
                                retry.body() == null ? new byte[0] : retry.body(),
                                retry.incidentId(),
                                now));
            }
        }

        void tell(NotificationNews news) {
            metrics.told(news);
            out.collect(news.receipt(now));
            if (news.state().equals(NotificationNews.FAILED)) {
                LOG.warn(
                        "incident {} cannot be told to {}: {}",
                        news.notification().incidentId(),
                        news.notification().channel(),
                        news.reason());
                context.output(DeadLetters.TAG, news.deadLetter(now));
            }
        }

        void proceed() throws Exception {
            long wakeAt = Long.MAX_VALUE;
            for (String channel : progress.names()) {
                wakeAt = Math.min(wakeAt, proceed(channel, progress.channel(channel)));
            }
            if (progress.forgotten(now, tuning.forgetAfterMs())) {
                progress.names().forEach(channel -> intents.settled(call(channel)));
                told.clear();
                alarm.off(context.timerService());
                return;
            }
            told.update(progress.state());
            wakeAt = progress.forgetAt() == 0 ? wakeAt : Math.min(wakeAt, progress.forgetAt());
            if (wakeAt == Long.MAX_VALUE) {
                alarm.off(context.timerService());
            } else {
                alarm.set(context.timerService(), wakeAt);
            }
        }

        private long proceed(String name, ChannelProgress channel) {
            CallDesk<Notification, NotifyOutcome> desk = desk(name);
            CallDesk.Answer<Notification, NotifyOutcome> answer = desk.collect(call(name));
            if (answer != null) {
                intents.settled(call(name));
                Notification about = answer.order();
                DeliverySpans.about(about.tenant(), about.incidentId(), about.trace())
                        .run(() -> take(answer, channel));
            }
            if (desk.busy(call(name))) {
                return now + desk.lookAfterMs();
            }
            ChannelProgress.Step step = next(name, channel);
            while (step == ChannelProgress.Step.GIVE_UP) {
                tell(channel.failed("gave-up", channel.problem()));
                step = next(name, channel);
            }
            if (step == ChannelProgress.Step.INTEND) {
                channel.intend();
                intents.intend(call(name));
                step = next(name, channel);
            }
            return switch (step) {
                case CALL ->
                    now + (desk.handIn(call(name), channel.current()) ? desk.lookAfterMs() : tuning.retryFirstMs());
                case WAIT -> channel.wakeAt(options.giveUpAfterMs());
                case AWAIT_CHECKPOINT -> now + LOOK_FOR_CHECKPOINT_MS;
                case IDLE, GIVE_UP, INTEND -> Long.MAX_VALUE;
            };
        }

        private ChannelProgress.Step next(String name, ChannelProgress channel) {
            return channel.next(now, intents.safe(call(name)), options.giveUpAfterMs());
        }

        private void take(CallDesk.Answer<Notification, NotifyOutcome> answer, ChannelProgress channel) {
            NotifyOutcome outcome = answer.result();
            if (answer.problem() != null) {
                // its message may quote an address that is a secret
                LOG.error(
                        "channel {} broke on incident {}: {}",
                        answer.order().channel(),
                        answer.order().incidentId(),
                        answer.problem().getClass().getName());
                outcome = new NotifyOutcome.Retry("channel-broke", null, Duration.ZERO, true);
            }
            if (outcome instanceof NotifyOutcome.Sent sent) {
                tell(channel.sent(sent));
            } else if (outcome instanceof NotifyOutcome.Failed failed) {
                tell(channel.failed(failed.reason(), failed.detail()));
            } else if (outcome instanceof NotifyOutcome.Retry retry) {
                LOG.info(
                        "incident {} waits to be told to {}: {}",
                        answer.order().incidentId(),
                        answer.order().channel(),
                        retry.reason());
                metrics.retry();
                long pause = backoff.afterMs(call(answer.order().channel()), channel.attempts() + 1);
                Notification replaced =
                        channel.retry(retry, now + Math.max(pause, retry.after().toMillis()));
                if (replaced != null) {
                    tell(NotificationProgress.toldAlong(replaced));
                }
            }
        }
    }

    private Run run(Context context) {
        if (run == null) {
            run = Run.begin(now(context));
        }
        return run;
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        life.snapshot(context);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        life.completed(checkpointId);
    }

    @Override
    public void close() throws Exception {
        if (desks != null) {
            desks.stop();
        }
        if (spans != null) {
            spans.close();
        }
        if (notifier != null) {
            notifier.close();
        }
        if (control != null) {
            control.close();
        }
    }
}
