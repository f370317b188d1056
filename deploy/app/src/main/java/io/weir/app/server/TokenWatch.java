package io.weir.app.server;

import io.weir.app.config.ConfigFile;
import io.weir.app.config.TenantConfig;
import io.weir.app.config.TokenConfig;
import io.weir.app.config.WeirConfig;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.sink.SecretRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the configuration or a file with a token in it was changed, and tells of the configuration that holds
 * now. What cannot be read changes nothing: the tokens from before stay, and it is read again at each look.
 */
public final class TokenWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenWatch.class);
    private static final long EVERY_SECONDS = 5;

    private final Path file;
    private final Consumer<WeirConfig> changed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "weir-token-watch");
        made.setDaemon(true);
        return made;
    });
    private WeirConfig config;
    /** Of the configuration that is in use; null when none of it is sure. */
    private List<Object> known;

    private String problem = "";

    private TokenWatch(Path file, WeirConfig config, Consumer<WeirConfig> changed) {
        this.file = file;
        this.config = config;
        this.changed = changed;
        // it may have changed while all was starting, so it is read at the first look
        this.known = null;
    }

    /**
     * Begins to look.
     *
     * @param file the configuration
     * @param config what it said when it was read
     * @param changed is told what it says after a change
     */
    public static TokenWatch begin(Path file, WeirConfig config, Consumer<WeirConfig> changed) {
        TokenWatch watch = new TokenWatch(file, config, changed);
        var unused = watch.thread.scheduleWithFixedDelay(watch::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return watch;
    }

    private void look() {
        List<Object> now = marks();
        if (now.equals(known)) {
            return;
        }
        try {
            WeirConfig read = ConfigFile.read(file);
            changed.accept(read);
            config = read;
            // it may name other files than the one before
            known = now.equals(marks()) ? now : null;
            problem = "";
        } catch (InvalidDocumentException e) {
            failed(e.problems().toString());
        } catch (RuntimeException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    /** Tried again at each look: what is wrong may be a file of which no change is noticed. Told once. */
    private void failed(String why) {
        known = null;
        if (!why.equals(problem)) {
            problem = why;
            LOG.error("{} cannot be used; the tokens from before stay: {}", file, why);
        }
    }

    /** What tells a change of the configuration, or of a file that it takes a token from. */
    private List<Object> marks() {
        List<Object> marks = new ArrayList<>();
        Stream<TokenConfig> tokens = Stream.concat(
                config.tenants().stream().map(TenantConfig::tokens).flatMap(List::stream), config.operators().stream());
        Stream<Path> secrets = tokens.flatMap(token -> token.secret().stream())
                .filter(secret -> secret.kind() == SecretRef.Kind.FILE)
                .map(secret -> Path.of(secret.value()));
        Stream.concat(Stream.of(file), secrets).forEach(path -> {
            try {
                marks.add(path);
                marks.add(Files.getLastModifiedTime(path));
                marks.add(Files.size(path));
            } catch (IOException e) {
                marks.add("absent");
            }
        });
        return marks;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
