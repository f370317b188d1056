package io.weir.pipeline.types;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoField;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;

/** Types that Flink serializes field by field, so that they can grow, but some fields of which in another way. */
public final class PojoTypes {
    private PojoTypes() {}

    /**
     * Of {@code type}, with its fields as Flink finds them but for {@code chosen}.
     *
     * @throws IllegalArgumentException when the type is none that Flink serializes field by field, or lacks a field
     */
    public static <T> TypeInformation<T> with(Class<T> type, Map<String, TypeInformation<?>> chosen) {
        if (!(TypeInformation.of(type) instanceof PojoTypeInfo<T> found)) {
            throw new IllegalArgumentException(type + " is not serialized field by field");
        }
        Map<String, TypeInformation<?>> fields = new HashMap<>();
        for (int i = 0; i < found.getArity(); i++) {
            PojoField field = found.getPojoFieldAt(i);
            fields.put(field.getField().getName(), field.getTypeInformation());
        }
        if (!fields.keySet().containsAll(chosen.keySet())) {
            throw new IllegalArgumentException(type + " lacks one of " + chosen.keySet());
        }
        fields.putAll(chosen);
        return Types.POJO(type, fields);
    }
}
