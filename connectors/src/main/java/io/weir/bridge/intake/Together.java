package io.weir.bridge.intake;

import java.util.Arrays;
import java.util.List;

/** Elements of an array that nobody looks at, many in one piece, which can be tried again as they are. */
final class Together {
    private static final int MOST_BYTES = 4 << 20;

    private final byte[] document;
    private final String path;
    private final String why;
    private final List<Rejected> pieces;
    private int first = -1;
    private int begin;
    private int end;

    /**
     * None yet.
     *
     * @param path where the array stands in the body
     * @param why for people, why they are not looked at
     * @param pieces what each finished piece is added to
     */
    Together(byte[] document, String path, String why, List<Rejected> pieces) {
        this.document = document;
        this.path = path;
        this.why = why;
        this.pieces = pieces;
    }

    /** The next element: where it stands in the array, and its bytes in the document. */
    void add(int index, int from, int until) {
        if (first >= 0 && until - begin > MOST_BYTES) {
            close();
        }
        if (first < 0) {
            first = index;
            begin = from;
        }
        end = until;
    }

    /** No more come. */
    void close() {
        if (first >= 0) {
            byte[] bytes = Arrays.copyOfRange(document, begin, end);
            pieces.add(new Rejected(Rejected.NOT_READ, path + "[" + first + "]", why, bytes));
            first = -1;
        }
    }
}
