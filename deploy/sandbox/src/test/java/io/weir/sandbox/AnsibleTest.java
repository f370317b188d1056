package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sandbox.awx.AwxOptions;
import io.weir.sandbox.awx.AwxTemplate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that really run a playbook on this machine. */
class AnsibleTest extends AwxFixture {
    private static final String RESTART = """
            - hosts: all
              gather_facts: false
              tasks:
                - name: stop and start
                  ansible.builtin.shell: |
                    kill $(cat {{ pidfile }})
                    nohup sleep 300 >/dev/null 2>&1 &
                    echo $! > {{ pidfile }}
                - ansible.builtin.set_stats:
                    data: {effect: "{{ 'dry_run' if ansible_check_mode else 'restarted' }}", note: "{{ note }}"}
            """;
    private static final String SLEEP = """
            - hosts: all
              gather_facts: false
              tasks:
                - ansible.builtin.command: sleep 298.5
            """;

    @TempDir
    Path folder;

    private Path pidFile;
    private Process service;

    @BeforeAll
    static void needsAnsible() {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p, "ansible-playbook")));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there)
                    .as("ansible-playbook must be installed where CI=true")
                    .isTrue();
        }
        assumeTrue(there, "ansible-playbook is not installed, so no playbook can be run");
    }

    @Override
    SandboxOptions options() {
        try {
            service = new ProcessBuilder("sleep", "300").start();
            pidFile = Files.writeString(folder.resolve("service.pid"), String.valueOf(service.pid()));
            Path restart = Files.writeString(folder.resolve("restart.yml"), RESTART);
            Path nowhere =
                    Files.writeString(folder.resolve("nowhere.yml"), RESTART.replace("hosts: all", "hosts: none"));
            Path sleep = Files.writeString(folder.resolve("sleep.yml"), SLEEP);
            return SandboxOptions.defaults()
                    .withAwx(AwxOptions.defaults()
                            .withTiming(QUICK)
                            .withTemplates(List.of(
                                    AwxTemplate.named(7, "restart", 1, 2).withPlaybook(restart),
                                    AwxTemplate.named(8, "nowhere", 1, 2).withPlaybook(nowhere),
                                    AwxTemplate.named(9, "sleep", 1, 2).withPlaybook(sleep),
                                    AwxTemplate.named(10, "late", 1, 2)
                                            .withPlaybook(sleep)
                                            .withTimeout(Duration.ofSeconds(1)))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopService() throws IOException {
        service.destroy();
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroy);
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(pidFile).strip());
    }

    private String vars(String note) {
        return "'extra_vars':{'pidfile':'" + pidFile + "','note':'" + note + "'}";
    }

    @Test
    void reallyRestartsAProcess() throws IOException {
        JsonNode dry = awaitEnd(launch(7, "{'limit':'web-01','job_type':'check'," + vars("x") + "}"));
        assertThat(dry.get("status").asText()).isEqualTo("successful");
        assertThat(pid()).as("nothing restarted by a check").isEqualTo(service.pid());

        JsonNode job = awaitEnd(launch(7, "{'limit':'web-01'," + vars("{{ 1 + 1 }}") + "}"));
        assertThat(job.get("status").asText())
                .as(sandbox.job(2).orElseThrow().stdout())
                .isEqualTo("successful");
        assertThat(pid()).isNotEqualTo(service.pid());
        assertThat(ProcessHandle.of(pid())).isPresent();
        await().until(() -> !service.isAlive());
        assertThat(job.get("host_status_counts").toString()).isEqualTo("{\"changed\":1}");
        assertThat(job.get("artifacts").get("effect").asText()).isEqualTo("restarted");
        assertThat(job.get("artifacts").get("note").asText())
                .as("launch variables are no templates")
                .isEqualTo("{{ 1 + 1 }}");
        assertThat(sandbox.job(2).orElseThrow().stdout())
                .startsWith("Weir sandbox: really run by ")
                .contains("PLAY RECAP");
    }

    @Test
    void tellsNoHostFromNoMatch() throws IOException {
        JsonNode nowhere = awaitEnd(launch(8, "{" + vars("x") + "}"));
        assertThat(nowhere.get("status").asText()).isEqualTo("successful");
        assertThat(nowhere.get("host_status_counts").toString()).isEqualTo("{}");
        JsonNode noMatch = awaitEnd(launch(7, "{'limit':'elsewhere'," + vars("x") + "}"));
        assertThat(noMatch.get("status").asText()).isEqualTo("failed");
        assertThat(noMatch.get("host_status_counts").isNull()).isTrue();
    }

    @Test
    void stopsOnCancelAndOnTimeout() throws IOException {
        int late = launch(10, "{'limit':'web-01'}");
        int id = launch(9, "{'limit':'web-01'}");
        awaitStatus(id, "running");
        await().until(() -> sleeping() > 0);
        assertThat(user.send("POST", "/api/v2/jobs/" + id + "/cancel/", null).status())
                .isEqualTo(202);
        awaitStatus(id, "canceled");
        awaitStatus(late, "failed");
        assertThat(sandbox.job(late).orElseThrow().explanation()).isEqualTo("Job terminated due to timeout");
        await().until(() -> sleeping() == 0);
    }

    private static long sleeping() {
        return ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().commandLine().orElse("").endsWith("sleep 298.5"))
                .count();
    }
}
