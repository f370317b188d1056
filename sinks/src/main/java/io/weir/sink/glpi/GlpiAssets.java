package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weir.sink.AssetSink;
import io.weir.sink.Fence;
import io.weir.sink.http.HttpTarget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Computers in GLPI and their status. Only those of exactly a tenant's entity: names repeat across entities, and GLPI
 * would change any.
 */
public final class GlpiAssets implements AssetSink {
    /** A downtime by regular expression is for some machines; beyond this many, it is not looked who they are. */
    private static final int MOST = 5_000;

    private final GlpiOptions options;
    private final GlpiClient client;

    private GlpiAssets(GlpiOptions options, DoubleSupplier chance, Fence fence) {
        this.options = options;
        this.client = new GlpiClient(
                options, new HttpTarget("glpi-assets", options.timeout(), options.breaker(), chance, fence));
    }

    /** Nothing is called before the first question. */
    public static GlpiAssets create(GlpiOptions options) {
        return create(options, Fence.OPEN);
    }

    /** The same, sending nothing while {@code fence} is closed. */
    public static GlpiAssets create(GlpiOptions options, Fence fence) {
        return new GlpiAssets(options, () -> ThreadLocalRandom.current().nextDouble(), fence);
    }

    /**
     * The same with a source of chance of your own.
     *
     * @param chance spreads pauses; numbers from 0 (inclusive) to 1 (exclusive)
     */
    public static GlpiAssets create(GlpiOptions options, DoubleSupplier chance) {
        return new GlpiAssets(options, chance, Fence.OPEN);
    }

    @Override
    public AssetAnswer find(String tenant, String name) {
        return ask(
                tenant,
                (session, entity) -> new Computers(session)
                        .find(entity, name)
                        .<AssetAnswer>map(found -> new AssetAnswer.Found(Integer.toString(found.id()), found.state()))
                        .orElse(new AssetAnswer.Missing()));
    }

    @Override
    public AssetAnswer names(String tenant) {
        return ask(tenant, (session, entity) -> {
            List<Computers.Computer> all = new Computers(session).all(entity, MOST);
            List<String> names = all.stream()
                    .map(Computers.Computer::name)
                    .distinct()
                    .sorted()
                    .toList();
            return new AssetAnswer.Names(names, all.size() < MOST);
        });
    }

    @Override
    public AssetAnswer change(String tenant, String assetId, int expected, int next) {
        return ask(tenant, (session, entity) -> {
            Optional<Computers.Computer> now = new Computers(session).read(assetId);
            if (now.isEmpty()) {
                return new AssetAnswer.Missing();
            }
            if (now.get().state() == next) {
                return new AssetAnswer.Changed();
            }
            if (now.get().state() != expected) {
                return new AssetAnswer.Other(now.get().state());
            }
            GlpiAnswer answer = session.update(
                    TicketFields.COMPUTER,
                    assetId,
                    JsonNodeFactory.instance.objectNode().put("states_id", next));
            return answer instanceof GlpiAnswer.Rejected no
                    ? new AssetAnswer.Refused(no.code())
                    : new AssetAnswer.Changed();
        });
    }

    private interface Question {
        AssetAnswer ask(GlpiSession session, int entity) throws HaltException;
    }

    private AssetAnswer ask(String tenant, Question question) {
        GlpiOptions.Tenant owner = options.tenants().get(tenant);
        if (owner == null) {
            return new AssetAnswer.Refused("tenant-unknown");
        }
        try (GlpiSession session = client.lease()) {
            return question.ask(session, owner.entity());
        } catch (HaltException e) {
            return new AssetAnswer.Retry(e.reason(), e.after().toMillis());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
