package io.weir.pipeline.replay;

import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Directive;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * The directives that count in a replay: those of the log, but for what was replaced and what is another tenant's; of
 * these only the time goes further. One task.
 */
final class DirectivesOfReplay implements FlatMapFunction<DirectiveInput, DirectiveInput> {
    private static final long serialVersionUID = 1L;
    /** Older than any alert. */
    private static final long ALWAYS = 0;

    private final String tenant;
    private final boolean replaceRules;
    private final List<String> downtimes;
    private transient boolean begun;

    DirectivesOfReplay(ReplaySettings settings) {
        this.tenant = settings.tenant();
        this.replaceRules = settings.replaceRules();
        this.downtimes = settings.downtimes();
    }

    @Override
    public void flatMap(DirectiveInput input, Collector<DirectiveInput> out) {
        if (!begun && downtimes != null) {
            // Again after a restore: the same revision of the same downtime changes nothing.
            downtimes.stream()
                    .map(ReplaySettings::downtime)
                    .filter(this::isOurs)
                    .forEach(directive -> out.collect(new DirectiveInput(directive, ALWAYS)));
        }
        begun = true;
        out.collect(
                input.directive() == null || counts(input.directive())
                        ? input
                        : new DirectiveInput(null, input.time()));
    }

    private boolean counts(Directive directive) {
        return isOurs(directive)
                && switch (directive.kind()) {
                    case RULES -> !replaceRules;
                    case DOWNTIME -> downtimes == null;
                    case TOPOLOGY, ACKNOWLEDGEMENT -> true;
                };
    }

    private boolean isOurs(Directive directive) {
        return tenant == null || tenant.equals(directive.tenant());
    }
}
