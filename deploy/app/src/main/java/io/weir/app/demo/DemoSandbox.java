package io.weir.app.demo;

import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.awx.AwxOptions;
import io.weir.sandbox.awx.AwxTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The stand-ins for GLPI and AWX that the demo works with. */
final class DemoSandbox {
    private static final String PLAYBOOK = "restart-service.yml";

    private DemoSandbox() {}

    /** Starts them; the job template really runs a playbook when {@code ansible-playbook} is installed. */
    static Sandbox start(Path folder, int port) {
        Path playbook = folder.resolve("playbooks").resolve(PLAYBOOK);
        try (InputStream in = DemoSandbox.class.getResourceAsStream(PLAYBOOK)) {
            Files.createDirectories(playbook.getParent());
            Files.copy(in, playbook, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + playbook, e);
        }
        AwxOptions awx = AwxOptions.defaults();
        List<AwxTemplate> templates =
                awx.templates().stream().map(t -> t.withPlaybook(playbook)).toList();
        return Sandbox.start(
                SandboxOptions.defaults().withPort(port).withStateFolder(folder).withAwx(awx.withTemplates(templates)));
    }
}
