package io.weir.pipeline.types;

import io.weir.schema.Alert;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types with compact serializers. */
public final class CompactTypes {
    /** Alerts. */
    public static final TypeInformation<Alert> ALERT = new CompactType<>(Alert.class, new AlertSerializer());

    private CompactTypes() {}
}
