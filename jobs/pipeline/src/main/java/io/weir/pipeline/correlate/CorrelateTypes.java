package io.weir.pipeline.correlate;

import io.weir.core.EpisodeEvent;
import io.weir.core.Onset;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import io.weir.pipeline.types.CompactTypes;
import io.weir.pipeline.types.PojoTypes;
import io.weir.schema.Incident;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The types of what goes between the operators: field by field, but for what makes nearly all of its size, labels and
 * members, which is written in half of the time.
 */
final class CorrelateTypes {
    private static final TypeInformation<Onset> ONSET =
            PojoTypes.with(Onset.class, Map.of("labels", CompactTypes.TEXTS, "annotations", CompactTypes.TEXTS));

    /** What is told of episodes. */
    static final TypeInformation<EpisodeEvent> EPISODE_EVENT =
            PojoTypes.with(EpisodeEvent.class, Map.of("onset", ONSET));

    /** Revisions of incidents. */
    static final TypeInformation<Incident> INCIDENT =
            PojoTypes.with(Incident.class, Map.of("members", CompactTypes.MEMBERS));

    /** What scopes say. */
    static final TypeInformation<ScopeOutput> SCOPE_OUTPUT =
            PojoTypes.with(ScopeOutput.class, Map.of("incident", INCIDENT));

    /** What is kept of a scope, without members. */
    static final TypeInformation<ScopeState> SCOPE_STATE =
            PojoTypes.with(ScopeState.class, Map.of("parked", Types.LIST(EPISODE_EVENT)));

    private CorrelateTypes() {}
}
