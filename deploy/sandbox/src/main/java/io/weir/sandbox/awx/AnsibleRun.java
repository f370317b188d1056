package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one playbook with the real {@code ansible-playbook}. Interrupting the thread sends SIGTERM. */
final class AnsibleRun {
    private final String program;
    private final AwxTemplate template;
    private final AwxInventory inventory;
    private final ObjectNode job;

    AnsibleRun(String program, AwxTemplate template, AwxInventory inventory, ObjectNode job) {
        this.program = program;
        this.template = template;
        this.inventory = inventory;
        this.job = job;
    }

    /** The program's absolute path, or {@code null} when it is not installed. */
    static String find(String program) {
        List<String> folders = program.contains("/")
                ? List.of("")
                : List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        for (String folder : folders) {
            Path candidate = folder.isEmpty() ? Path.of(program) : Path.of(folder, program);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate.toAbsolutePath().toString();
            }
        }
        return null;
    }

    JobOutcome run() throws InterruptedException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("weir-sandbox-job-");
            return run(folder);
        } catch (IOException e) {
            return new JobOutcome("error", "", null, Json.object(), "ansible-playbook could not be run: " + e);
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private JobOutcome run(Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command(folder))
                .directory(template.playbook().toAbsolutePath().getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"));
        Map<String, String> env = builder.environment();
        env.put("ANSIBLE_SHOW_CUSTOM_STATS", "1");
        env.put("ANSIBLE_NOCOLOR", "1");
        env.put("ANSIBLE_RETRY_FILES_ENABLED", "0");
        env.put("ANSIBLE_LOCAL_TEMP", folder.resolve("tmp").toString());
        env.put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        int code;
        try {
            code = process.waitFor();
        } catch (InterruptedException stopped) {
            terminate(process);
            throw stopped;
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        String banner = "Weir sandbox: really run by " + program + ", exit code " + code + "\n";
        return new JobOutcome(
                code == 0 ? "successful" : "failed", banner + text, Recap.hosts(text), Recap.artifacts(text), "");
    }

    private List<String> command(Path folder) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(program, "-i", inventoryFile(folder).toString()));
        Path vars = folder.resolve("vars.yml");
        ObjectNode values = (ObjectNode) Json.read(job.get("extra_vars").asText());
        Files.writeString(vars, unsafe(values.put("awx_job_id", job.get("id").asInt())));
        command.addAll(List.of("-e", "@" + vars));
        if (!job.get("limit").asText().isEmpty()) {
            command.addAll(List.of("-l", job.get("limit").asText()));
        }
        if (job.get("job_type").asText().equals("check")) {
            command.add("--check");
        }
        if (job.get("diff_mode").asBoolean()) {
            command.add("--diff");
        }
        command.add(template.playbook().toAbsolutePath().toString());
        return command;
    }

    private Path inventoryFile(Path folder) throws IOException {
        if (inventory.file() != null) {
            return inventory.file().toAbsolutePath();
        }
        ObjectNode hosts = Json.object();
        inventory.hosts().forEach(host -> hosts.set(host.name(), Json.tree(host.variables())));
        ObjectNode all = Json.object();
        all.set("all", Json.object().set("hosts", hosts));
        return Files.writeString(folder.resolve("inventory.yml"), Json.write(all));
    }

    /** YAML in which no text is a template, as AWX marks what comes with a launch. */
    private static String unsafe(JsonNode value) {
        if (value.isTextual()) {
            return "!unsafe " + value;
        }
        List<String> parts = new ArrayList<>();
        if (value.isObject()) {
            value.properties().forEach(e -> parts.add(Json.tree(e.getKey()) + ": " + unsafe(e.getValue())));
            return "{" + String.join(", ", parts) + "}";
        }
        if (value.isArray()) {
            value.forEach(one -> parts.add(unsafe(one)));
            return "[" + String.join(", ", parts) + "]";
        }
        return value.toString();
    }

    private static void terminate(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException again) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
