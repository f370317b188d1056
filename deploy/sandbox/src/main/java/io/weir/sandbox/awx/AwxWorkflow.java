package io.weir.sandbox.awx;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A workflow template.
 *
 * @param inventory id, or {@code null} when it has none
 * @param prompts what it asks for at launch; anything else in a launch is refused
 * @param nodes what it consists of
 */
public record AwxWorkflow(
        int id, String name, int organization, Integer inventory, Set<Prompt> prompts, List<Node> nodes) {
    public AwxWorkflow {
        prompts = Set.copyOf(prompts);
        nodes = List.copyOf(nodes);
    }

    /**
     * One node.
     *
     * @param id unique among all nodes
     * @param name of an approval; ignored for a job
     * @param template the job template it runs, or {@code null} for an approval
     * @param timeout after which an approval fails; zero for never
     * @param success nodes that follow when it ends well
     * @param failure nodes that follow when it does not, also when an approval is denied or times out
     * @param always nodes that follow either way
     */
    public record Node(
            int id,
            String name,
            Integer template,
            Duration timeout,
            List<Integer> success,
            List<Integer> failure,
            List<Integer> always) {
        public Node {
            success = List.copyOf(success);
            failure = List.copyOf(failure);
            always = List.copyOf(always);
        }

        /** An approval before one node. */
        public static Node approval(int id, String name, Duration timeout, int next) {
            return new Node(id, name, null, timeout, List.of(next), List.of(), List.of());
        }

        /** A job, with nothing behind it. */
        public static Node job(int id, int template) {
            return new Node(id, "", template, Duration.ZERO, List.of(), List.of(), List.of());
        }

        /** The same with other nodes behind it. */
        public Node before(List<Integer> onSuccess, List<Integer> onFailure, List<Integer> either) {
            return new Node(id, name, template, timeout, onSuccess, onFailure, either);
        }

        /** All nodes behind it. */
        Set<Integer> next() {
            Set<Integer> next = new HashSet<>(success);
            next.addAll(failure);
            next.addAll(always);
            return next;
        }
    }

    /** Limit, variables and labels are asked for; an approval, then a job of {@code template}. */
    public static AwxWorkflow approved(int id, String name, int template, Duration timeout) {
        return new AwxWorkflow(
                id,
                name,
                1,
                null,
                EnumSet.of(Prompt.LIMIT, Prompt.VARIABLES, Prompt.LABELS),
                List.of(
                        Node.approval(id * 10, "Approve " + name, timeout, id * 10 + 1),
                        Node.job(id * 10 + 1, template)));
    }

    /** The same with other prompts. */
    public AwxWorkflow withPrompts(Set<Prompt> asked) {
        return new AwxWorkflow(id, name, organization, inventory, asked, nodes);
    }

    /** The same with other nodes. */
    public AwxWorkflow withNodes(List<Node> others) {
        return new AwxWorkflow(id, name, organization, inventory, prompts, others);
    }
}
