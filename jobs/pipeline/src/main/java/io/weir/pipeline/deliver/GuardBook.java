package io.weir.pipeline.deliver;

import io.weir.core.execute.GuardMemory;
import io.weir.core.execute.GuardRefusal;
import io.weir.core.execute.Guardrails;
import io.weir.core.execute.IncidentReach;
import io.weir.schema.Remediation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** What the current key's guardrails remember. Key: the tenant. */
final class GuardBook {
    private final ExecutionSetup setup;
    private final ValueState<GuardMemory> memory;
    private final MapState<String, IncidentReach> reaches;

    GuardBook(ExecutionSetup setup, RuntimeContext context) {
        this.setup = setup;
        memory = context.getState(new ValueStateDescriptor<>("guards", TypeInformation.of(GuardMemory.class)));
        reaches = context.getMapState(
                new MapStateDescriptor<>("reaches", Types.STRING, TypeInformation.of(IncidentReach.class)));
    }

    /** Takes up room for it; the reason when there is none. */
    GuardRefusal enter(Remediation request) throws Exception {
        GuardMemory before = read();
        GuardRefusal no = guards(request).enter(before, reaches.get(request.incidentId()), request);
        memory.update(before);
        return no;
    }

    /** Lets it touch its host; the reason when it may not. */
    GuardRefusal touch(Remediation request, String fleet, int hosts, long now) throws Exception {
        GuardMemory before = read();
        IncidentReach reach = reaches.get(request.incidentId());
        GuardRefusal no = guards(request).touch(before, reach, request, fleet, hosts, now);
        memory.update(before);
        IncidentReach reached = no == null ? Guardrails.reached(reach, request, now) : null;
        if (reached != null) {
            reaches.put(request.incidentId(), reached);
        }
        return no;
    }

    /** It is over and touched nothing: neither its host nor its incident counts it. */
    void giveBack(Remediation request) throws Exception {
        GuardMemory before = read();
        Guardrails.giveBack(before, request.remediationId());
        memory.update(before);
        IncidentReach reach = reaches.get(request.incidentId());
        IncidentReach less = reach == null ? null : reach.without(request.remediationId());
        if (less != null && less.hosts().isEmpty()) {
            reaches.remove(request.incidentId());
        } else if (less != null) {
            reaches.put(request.incidentId(), less);
        }
    }

    void leave(String remediationId) throws Exception {
        GuardMemory before = read();
        Guardrails.leave(before, remediationId);
        memory.update(before);
    }

    /** Forgets incidents of which nothing was remediated for {@code keepMs}, and hosts out of the window. */
    boolean sweep(String tenant, long keepMs, long now) throws Exception {
        List<String> over = new ArrayList<>();
        int kept = 0;
        for (Map.Entry<String, IncidentReach> reach : reaches.entries()) {
            if (reach.getValue().at() + keepMs <= now) {
                over.add(reach.getKey());
            } else {
                kept++;
            }
        }
        for (String incident : over) {
            reaches.remove(incident);
        }
        boolean empty = Guardrails.isEmpty(read(), setup.limitsOf(tenant).fleetWindowMs(), now);
        if (empty) {
            memory.clear();
        }
        return empty && kept == 0;
    }

    private Guardrails guards(Remediation request) {
        return new Guardrails(setup.limitsOf(request.tenant()));
    }

    private GuardMemory read() throws Exception {
        GuardMemory known = memory.value();
        return known == null ? new GuardMemory() : known;
    }
}
