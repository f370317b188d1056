package io.weir.app.config;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Whether what Kafka's client properties refer to is there. Kafka's clients do not look: they would log in with the
 * reference itself for a password.
 */
public final class KafkaReferences {
    /** As Kafka reads them: provider, path, key. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):(?:([^}:]*):)?([^}]*)}");

    private KafkaReferences() {}

    /**
     * Refuses properties of which this process cannot resolve a reference.
     *
     * @throws CommandFailure with each such reference
     */
    public static void require(KafkaConfig kafka) {
        List<String> problems = problems(kafka);
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("\n", problems));
        }
    }

    static List<String> problems(KafkaConfig kafka) {
        List<String> problems = new ArrayList<>();
        if (!kafka.properties().containsKey("config.providers")) {
            new TreeMap<>(kafka.properties()).forEach((name, value) -> {
                Matcher reference = REFERENCE.matcher(value);
                while (reference.find()) {
                    if (!leadsSomewhere(reference)) {
                        problems.add(
                                "kafka.properties: " + name + ": expected a value at " + reference.group()
                                        + ", found none — set the environment variable, or write a line key=value into the file");
                    }
                }
            });
        }
        return problems;
    }

    private static boolean leadsSomewhere(Matcher reference) {
        String key = reference.group(3);
        if (reference.group(1).equals("env")) {
            return System.getenv(key) != null;
        }
        try (FileConfigProvider files = new FileConfigProvider()) {
            files.configure(Map.of());
            return files.get(reference.group(2), Set.of(key)).data().containsKey(key);
        } catch (ConfigException unreadable) {
            return false;
        }
    }
}
