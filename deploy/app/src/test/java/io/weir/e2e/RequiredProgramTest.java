package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RequiredProgramTest {
    @TempDir
    Path folder;

    @Test
    void isFoundWhereItCanBeRun() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path program = Files.writeString(other.resolve("ansible-playbook"), "");
        String searchPath = folder + ":" + other;
        assertThat(RequiredProgram.ANSIBLE.find(searchPath)).isEmpty();
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(RequiredProgram.ANSIBLE.find(searchPath)).contains(program);
    }

    @ParameterizedTest
    @EnumSource(RequiredProgram.class)
    void skipsOrFailsAndSaysHowToGetIt(RequiredProgram program) {
        assertThatThrownBy(() -> program.missing(false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("apt-get install");
        assertThatThrownBy(() -> program.missing(true))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("apt-get install");
    }
}
