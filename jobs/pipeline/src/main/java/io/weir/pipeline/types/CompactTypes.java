package io.weir.pipeline.types;

import io.weir.schema.Alert;
import io.weir.schema.Member;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types with compact serializers. */
public final class CompactTypes {
    /** Alerts. */
    public static final TypeInformation<Alert> ALERT = new CompactType<>(Alert.class, new AlertSerializer());
    /** Texts by name, in maps that nobody changes. */
    public static final TypeInformation<Map<String, String>> TEXTS = texts();

    /** Members of a revision. */
    public static final TypeInformation<List<Member>> MEMBERS = members();

    private CompactTypes() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<List<Member>> members() {
        return new CompactType<>((Class<List<Member>>) (Class) List.class, new MembersSerializer());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<Map<String, String>> texts() {
        return new CompactType<>((Class<Map<String, String>>) (Class) Map.class, new TextsSerializer());
    }
}
