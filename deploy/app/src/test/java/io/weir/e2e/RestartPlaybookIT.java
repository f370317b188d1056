package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.e2e.RestartableService.PlaybookRun;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped playbook under the real {@code ansible-playbook}. */
class RestartPlaybookIT {
    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    @BeforeAll
    static void programs() {
        RequiredProgram.requireAll(RequiredProgram.ANSIBLE);
    }

    @Test
    void restartsOnceOnOneHostAndNothingElse() throws IOException, InterruptedException {
        try (RestartableService service = new RestartableService(FOLDER.below("service"))) {
            assertRefused(service.play(), "limit none, 2 hosts");
            assertRefused(service.play("-l", "all"), "limit all, 2 hosts");
            assertRefused(service.play("-l", RestartableService.HOST, "-e", "service_name=sshd"), "service sshd");
            assertRefused(
                    service.play("-l", RestartableService.HOST, "-e", "{\"remediation_id\": \"a b; rm\"}"),
                    "remediation a b");
            assertThat(service.pid()).isNull();

            PlaybookRun dry = service.play("-l", RestartableService.HOST, "--check");
            assertThat(dry.exitCode()).as(dry.output()).isZero();
            assertThat(service.pid()).isNull();

            PlaybookRun first = service.play("-l", RestartableService.HOST);
            assertThat(first.exitCode()).as(first.output()).isZero();
            assertThat(first.output()).contains("changed=1");
            Long pid = service.pid();
            assertThat(pid).isNotNull();

            PlaybookRun again = service.play("-l", RestartableService.HOST);
            assertThat(again.exitCode()).as(again.output()).isZero();
            assertThat(again.output()).contains("changed=0");
            assertThat(service.pid()).isEqualTo(pid);

            service.kill();
            PlaybookRun sameRemediation = service.play("-l", RestartableService.HOST);
            assertThat(sameRemediation.exitCode()).as(sameRemediation.output()).isZero();
            assertThat(sameRemediation.output())
                    .as("done once for this remediation")
                    .contains("changed=0");
            assertThat(service.pid()).isEqualTo(pid);

            PlaybookRun next = service.play("-l", RestartableService.HOST, "-e", "remediation_id=rem-2");
            assertThat(next.exitCode()).as(next.output()).isZero();
            assertThat(service.pid()).isNotEqualTo(pid);
        }
    }

    @Test
    void aRunThatWasCutOffIsDoneAgainOrNotAsTheHostSays() throws IOException, InterruptedException {
        try (RestartableService service = new RestartableService(FOLDER.below("cut"))) {
            Files.createDirectories(service.markers());
            Files.createFile(service.markers().resolve("rem-1.begun"));
            PlaybookRun stopped = service.play("-l", RestartableService.HOST, "-e", "on_incomplete=stop");
            assertThat(stopped.exitCode()).as(stopped.output()).isZero();
            assertThat(stopped.output()).contains("changed=0");
            assertThat(service.pid()).isNull();

            PlaybookRun again = service.play("-l", RestartableService.HOST);
            assertThat(again.exitCode()).as(again.output()).isZero();
            assertThat(again.output()).contains("changed=1");
            assertThat(service.pid()).isNotNull();
            assertThat(service.markers().resolve("rem-1.done")).exists();
        }
    }

    private static void assertRefused(PlaybookRun run, String why) {
        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.output().replaceAll("\\s+", " ")).contains("refused: ").contains(why);
    }
}
