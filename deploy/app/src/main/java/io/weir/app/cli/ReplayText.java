package io.weir.app.cli;

import io.weir.app.compare.Change;
import io.weir.app.compare.ChangeKind;
import io.weir.app.compare.Diff;
import io.weir.app.compare.Figure;
import io.weir.app.compare.Figures;
import io.weir.app.replay.Progress;
import io.weir.app.replay.ReplayRun;
import io.weir.app.report.VisibleText;
import io.weir.app.text.Harmless;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A replay in words: how far it is, and what came of it. */
final class ReplayText implements Progress.Listener {
    private static final List<Figure> SHOWN = List.of(
            Figure.ALERTS,
            Figure.EPISODES,
            Figure.TICKETS,
            Figure.FOLLOW_UPS,
            Figure.NOISE_REDUCTION,
            Figure.TIME_TO_TICKET_P50_MS,
            Figure.TIME_TO_TICKET_P90_MS,
            Figure.NIGHT_TICKETS,
            Figure.REOPENED,
            Figure.REMEDIATIONS_REQUESTED,
            Figure.REMEDIATIONS_REFUSED,
            Figure.MISSED_CRITICAL,
            Figure.UNRESOLVED);
    private static final int CHANGES_SHOWN = 10;
    /** Without a terminal each line stays, so there are fewer. */
    private static final long LINE_EVERY_NS = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private String running = "";
    private boolean ended;
    private long toldAt;

    ReplayText(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void told(Progress progress) {
        long now = System.nanoTime();
        boolean end = progress.isAtEnd();
        boolean first = !running.equals(progress.name());
        if (end && ended && !first) {
            return;
        }
        ended = end;
        if (!terminal && !first && !end && now - toldAt < LINE_EVERY_NS) {
            return;
        }
        running = progress.name();
        toldAt = now;
        if (terminal) {
            Harmless.behind(err).print("\r\u001b[K" + line(progress) + (end ? "\n" : ""));
        } else {
            err.println(line(progress));
        }
        err.flush();
    }

    private static String line(Progress progress) {
        String share = progress.total() == 0 ? "" : String.format(Locale.ROOT, "%3d %%  ", share(progress));
        if (progress.reachedMs() == Long.MAX_VALUE) {
            return share + progress.name() + ": reading begins";
        }
        String left = progress.leftMs() < 0 ? "" : ", " + duration(progress.leftMs()) + " left";
        return String.format(
                Locale.ROOT,
                "%s%s: %,d events, at %s, %,.0f × real time%s",
                share,
                progress.name(),
                progress.events(),
                Instant.ofEpochMilli(progress.reachedMs() / 1000 * 1000),
                progress.speed(),
                left);
    }

    private static long share(Progress progress) {
        return Math.min(100, 100 * progress.events() / progress.total());
    }

    void print(ReplayRun.Outcome outcome, Path folder) {
        out.println("replayed " + Instant.ofEpochMilli(outcome.fromMs()) + " to "
                + Instant.ofEpochMilli(outcome.toMs()) + " ("
                + duration(outcome.toMs() - outcome.fromMs()) + ")");
        if (outcome.rejected() > 0) {
            out.println(
                    "  " + outcome.rejected() + " requests or alerts could not be read: live they are dead letters");
        }
        if (outcome.diff().isPresent()) {
            print(outcome.diff().get());
        } else {
            out.println("  rules: " + outcome.before().name());
            Figures figures = outcome.before().figures();
            SHOWN.forEach(figure -> {
                if (figures.value(figure) != null) {
                    out.printf(Locale.ROOT, "  %-24s %12s%n", words(figure), value(figure, figures.value(figure)));
                }
            });
        }
        outcome.scores()
                .forEach(score -> out.printf(
                        Locale.ROOT,
                        "  truth: V %.3f, pair F1 %.3f, fragments %.2f, leak %.3f%n",
                        score.get("v").doubleValue(),
                        score.get("pairF").doubleValue(),
                        score.get("fragments").doubleValue(),
                        score.get("leak").doubleValue()));
        outcome.failed().forEach(finding -> out.println("FAILED: " + finding.text()));
        out.println("results in " + folder
                + (outcome.diff().isPresent() ? ", for people: " + folder.resolve("report.html") : ""));
        out.flush();
    }

    /** A comparison that has its folder. */
    void print(Diff diff, Path folder) {
        out.println("compared " + Instant.ofEpochMilli(diff.from()) + " to " + Instant.ofEpochMilli(diff.to()) + " ("
                + duration(diff.to() - diff.from()) + ")");
        print(diff);
        out.println("for people: " + folder.resolve("report.html"));
        out.flush();
    }

    private void print(Diff diff) {
        out.printf(
                Locale.ROOT,
                "  %-24s %16s %16s%n",
                "",
                cut(diff.before().name()),
                cut(diff.after().name()));
        for (Figure figure : SHOWN) {
            Number before = diff.before().figures().value(figure);
            Number after = diff.after().figures().value(figure);
            if (before != null || after != null) {
                out.printf(
                        Locale.ROOT, "  %-24s %16s %16s%n", words(figure), value(figure, before), value(figure, after));
            }
        }
        StringBuilder kinds = new StringBuilder("  incidents: " + diff.unchanged() + " unchanged");
        for (ChangeKind kind : ChangeKind.values()) {
            if (diff.count(kind) > 0) {
                kinds.append(", ").append(diff.count(kind)).append(' ').append(kind.word());
            }
        }
        out.println(kinds);
        for (Change change : diff.changes().stream().limit(CHANGES_SHOWN).toList()) {
            out.println("  - " + VisibleText.of(change.text()));
        }
        if (diff.changes().size() > CHANGES_SHOWN) {
            out.println("  and " + (diff.changes().size() - CHANGES_SHOWN) + " more, see diff.json");
        }
    }

    private static String words(Figure figure) {
        return figure.kebab().replace("-ms", "").replace('-', ' ');
    }

    private static String cut(String name) {
        return name.length() <= 16 ? name : name.substring(0, 15) + "…";
    }

    private static String value(Figure figure, Number value) {
        if (value == null) {
            return "-";
        }
        return switch (figure.unit()) {
            case COUNT -> String.format(Locale.ROOT, "%,d", value.longValue());
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", 100 * value.doubleValue());
            case MS -> duration(value.longValue());
        };
    }

    private static String duration(long millis) {
        Duration length = Duration.ofMillis(millis);
        if (length.toHours() > 0) {
            return length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        return length.toMinutes() > 0
                ? length.toMinutes() + " min " + length.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
