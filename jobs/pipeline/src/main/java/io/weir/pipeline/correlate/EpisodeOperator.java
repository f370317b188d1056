package io.weir.pipeline.correlate;

import io.weir.core.EpisodeEvent;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** An operator that takes what is told of episodes. */
abstract class EpisodeOperator<S, O, R> extends ChronologicalOperator<S, EpisodeEvent, O, R> {
    private static final long serialVersionUID = 1;

    EpisodeOperator(TypeInformation<S> stateType) {
        super(stateType, CorrelateTypes.EPISODE_EVENT);
    }

    @Override
    final long timeOf(EpisodeEvent event) {
        return event.at();
    }

    /** Events of one alert at the same instant stay in the order in which Track sent them: the sort is stable. */
    @Override
    final Comparator<EpisodeEvent> ties() {
        return EpisodeEvent.TIES;
    }
}
