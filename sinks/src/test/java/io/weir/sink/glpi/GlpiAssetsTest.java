package io.weir.sink.glpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.sink.AssetSink.AssetAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Computers and their status. */
class GlpiAssetsTest {
    private static final int MONITORED = 1;
    private static final int MAINTENANCE = 2;

    private final GlpiRig rig = new GlpiRig();
    private final GlpiAssets assets = GlpiAssets.create(rig.options, () -> 0.5);
    private final GlpiPerson person = rig.person();

    @AfterEach
    void close() {
        assets.close();
        rig.close();
    }

    @Test
    void aComputerIsFoundInTheTenantsEntity() {
        assertThat(assets.find("acme", "web-01")).isEqualTo(new AssetAnswer.Found("1", MONITORED));
        assertThat(assets.find("acme", "WEB-01")).isEqualTo(new AssetAnswer.Found("1", MONITORED));
        assertThat(assets.find("acme", "web-99")).isEqualTo(new AssetAnswer.Missing());
        assertThat(assets.find("acme", "%")).isEqualTo(new AssetAnswer.Missing());
        assertThat(assets.find("nobody", "web-01")).isEqualTo(new AssetAnswer.Refused("tenant-unknown"));
    }

    @Test
    void namesAreThoseOfTheTenant() {
        assertThat(assets.names("acme")).isInstanceOfSatisfying(AssetAnswer.Names.class, names -> {
            assertThat(names.names()).containsExactly("db-01", "web-01");
            assertThat(names.complete()).isTrue();
        });
    }

    @Test
    void aStateIsSetOnceAndPutBack() {
        assertThat(assets.change("acme", "1", MONITORED, MAINTENANCE)).isEqualTo(new AssetAnswer.Changed());
        assertThat(person.computerState(1)).isEqualTo(MAINTENANCE);
        assertThat(person.computerState(2)).as("the other tenant's").isEqualTo(MONITORED);
        assertThat(assets.change("acme", "1", MONITORED, MAINTENANCE)).isEqualTo(new AssetAnswer.Changed());
        assertThat(rig.writes("PUT", "/Computer")).hasSize(1);
        assertThat(assets.change("acme", "1", MAINTENANCE, MONITORED)).isEqualTo(new AssetAnswer.Changed());
        assertThat(person.computerState(1)).isEqualTo(MONITORED);
    }

    @Test
    void whoElseChangedItIsRespected() {
        person.computerState(1, 3);
        assertThat(assets.change("acme", "1", MAINTENANCE, MONITORED)).isEqualTo(new AssetAnswer.Other(3));
        assertThat(person.computerState(1)).isEqualTo(3);
        assertThat(assets.change("acme", "99", MAINTENANCE, MONITORED)).isEqualTo(new AssetAnswer.Missing());
    }

    @Test
    void anUnclearChangeSettlesAndIsFoundDone() {
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_AFTER).on("PUT", "/Computer"));
        assertThat(assets.change("acme", "1", MONITORED, MAINTENANCE))
                .isInstanceOfSatisfying(
                        AssetAnswer.Retry.class,
                        retry -> assertThat(retry.afterMs()).isGreaterThanOrEqualTo(GlpiRig.SETTLE.toMillis()));
        assertThat(assets.change("acme", "1", MONITORED, MAINTENANCE)).isEqualTo(new AssetAnswer.Changed());
        assertThat(rig.writes("PUT", "/Computer")).hasSize(1);
    }

    @Test
    void anOutageIsWaitedFor() {
        rig.sandbox.fault(Fault.glpi(FaultKind.MAINTENANCE_PAGE).on("GET", "/initSession"));
        assertThat(assets.find("acme", "web-01"))
                .isInstanceOfSatisfying(
                        AssetAnswer.Retry.class,
                        retry -> assertThat(retry.reason()).isEqualTo("maintenance"));
        assertThat(assets.find("acme", "web-01")).isInstanceOf(AssetAnswer.Found.class);
    }
}
