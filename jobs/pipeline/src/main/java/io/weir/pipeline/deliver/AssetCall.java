package io.weir.pipeline.deliver;

import io.weir.sink.AssetSink;
import io.weir.sink.AssetSink.AssetAnswer;

/** One question to the inventory. */
sealed interface AssetCall {
    /** Asks it. */
    AssetAnswer ask(AssetSink assets);

    /** Where is the machine, and in which state? */
    record Find(String tenant, String asset) implements AssetCall {
        @Override
        public AssetAnswer ask(AssetSink assets) {
            return assets.find(tenant, asset);
        }
    }

    /** Which machines are there? */
    record Names(String tenant) implements AssetCall {
        @Override
        public AssetAnswer ask(AssetSink assets) {
            return assets.names(tenant);
        }
    }

    /** Set a state, if it is in the expected one. */
    record Change(String tenant, String assetId, int expected, int next) implements AssetCall {
        @Override
        public AssetAnswer ask(AssetSink assets) {
            return assets.change(tenant, assetId, expected, next);
        }
    }
}
