package io.weir.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a process dies. */
enum KillPoint {
    /** It has heard of it, and nothing of that is in a checkpoint. */
    BEFORE_DURABLE,
    /** It is about to be asked for. */
    AFTER_DURABLE,
    /** The request is flushed. */
    BYTES_SENT,
    /** The other side has done it, and has not said so. */
    COMMITTED_WITHOUT_ANSWER,
    /** The answer is read, and nobody was told of it. */
    ANSWER_READ,
    /** It is known to be done, and no receipt is written. */
    BEFORE_RECEIPT,
    /** While it looks for what an earlier attempt left behind. */
    DURING_LOOK_UP,
    /** While it links a duplicate. */
    DURING_MERGE;

    /** What is being done. */
    enum Operation {
        CREATE("POST Ticket", "glpi", "/Ticket", "GET TicketTask"),
        UPDATE("POST ITILFollowup", "glpi", "/ITILFollowup", "GET ITILFollowup"),
        SOLVE("POST ITILSolution", "glpi", "/ITILSolution", "GET ITILSolution"),
        LAUNCH("POST launch", "awx", "/job_templates/*/launch", "GET jobs");

        private final String write;
        private final String system;
        private final String path;
        private final String lookUp;

        Operation(String write, String system, String path, String lookUp) {
            this.write = write;
            this.system = system;
            this.path = path;
            this.lookUp = lookUp;
        }

        /** The stand-in that does it. */
        String system() {
            return system;
        }

        /** What is posted to there. */
        String path() {
            return path;
        }

        /** For names of services and files. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A point and an operation. */
    record Case(KillPoint point, Operation operation) {

        /** For names of services and files. */
        String word() {
            return operation.word() + "-" + point.word();
        }

        /** What the process is told by {@code weir.failpoint}; null when the stand-in makes it wait. */
        String failPoint() {
            return switch (point) {
                case BEFORE_DURABLE, AFTER_DURABLE, BEFORE_RECEIPT -> point.word() + "/" + operation.word();
                case BYTES_SENT, ANSWER_READ -> point.word() + "/" + operation.write;
                case COMMITTED_WITHOUT_ANSWER -> null;
                case DURING_LOOK_UP -> "bytes-sent/" + operation.lookUp;
                case DURING_MERGE -> "bytes-sent/POST Ticket_Ticket";
            };
        }

        /** For names of tests. */
        @Override
        public String toString() {
            return operation.word() + ", " + point.word();
        }
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All that make sense: duplicates are merged when a ticket is solved. */
    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (KillPoint point : values()) {
            for (Operation operation : Operation.values()) {
                if (point != DURING_MERGE || operation == Operation.SOLVE) {
                    cases.add(new Case(point, operation));
                }
            }
        }
        return cases;
    }

    /** One of each kind, for every build. */
    static List<Case> few() {
        return List.of(
                new Case(COMMITTED_WITHOUT_ANSWER, Operation.LAUNCH),
                new Case(AFTER_DURABLE, Operation.CREATE),
                new Case(BYTES_SENT, Operation.UPDATE),
                new Case(DURING_MERGE, Operation.SOLVE));
    }
}
