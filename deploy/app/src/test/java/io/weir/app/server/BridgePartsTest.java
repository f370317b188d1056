package io.weir.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.config.ConfigFile;
import io.weir.bridge.BridgeOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgePartsTest {
    @TempDir
    Path folder;

    @Test
    void aTokenThatStandsTwiceWhileItIsRenewedIsOne() {
        BridgeOptions options = BridgeParts.options(
                ConfigFile.parse("tenants: [{name: a, tokens: [{value: x}, {value: x}, {value: y}]}]", folder),
                Map.of("bootstrap.servers", "h:1"));
        assertThat(options.tenants().get(0).credentials()).hasSize(2);
    }
}
