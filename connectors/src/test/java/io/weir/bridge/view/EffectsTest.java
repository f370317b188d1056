package io.weir.bridge.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Receipt;
import org.junit.jupiter.api.Test;

class EffectsTest {

    @Test
    void theNotificationsOfAnIncidentAreBounded() {
        IncidentEffects effects = IncidentEffects.NONE;
        for (int i = 0; i < 60; i++) {
            effects = effects.notified(receipt(Receipt.Kind.NOTIFICATION, "channel-" + i, null));
        }
        assertThat(effects.notifications()).hasSize(50).containsKey("channel-59|opened");
    }

    @Test
    void whatADowntimeLedToIsBoundedAndTheLastToChangeStay() {
        DowntimeEffects effects = DowntimeEffects.NONE;
        for (int i = 0; i < 100; i++) {
            effects = effects.with(receipt(Receipt.Kind.ASSET, null, "asset-" + i));
        }
        effects = effects.with(receipt(Receipt.Kind.ASSET, null, "asset-0"));
        effects = effects.with(receipt(Receipt.Kind.ASSET, null, "one-more"));

        assertThat(effects.assets())
                .hasSize(100)
                .containsKeys("asset-0", "one-more")
                .doesNotContainKey("asset-1");
        assertThat(effects.silences()).isEmpty();
    }

    @Test
    void assetsThatAreNotKnownThereAreToldApartByTheComplaint() {
        DowntimeEffects effects = DowntimeEffects.NONE
                .with(receipt(Receipt.Kind.ASSET, null, null))
                .with(receipt(Receipt.Kind.ASSET, null, "7"));
        assertThat(effects.assets()).hasSize(2);
    }

    private static Receipt receipt(Receipt.Kind kind, String channel, String id) {
        return new Receipt(
                "acme", kind, "inc", null, "sent", null, null, null, null, null, null, null, "dt", 1L, null, channel,
                "opened", id);
    }
}
