package io.weir.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Named tables of JSON rows with a numeric {@code id}, optionally kept in a file. Each call is atomic by itself;
 * {@link #atomically} makes several calls one step. Rows that leave are copies.
 */
public final class Tables implements AutoCloseable {
    private final Map<String, SortedMap<Integer, ObjectNode>> tables = new HashMap<>();
    private final Map<String, Integer> lastIds = new HashMap<>();
    private final Journal journal;

    /** @param file where every change is appended and read back from, or {@code null} to keep all in memory */
    public Tables(Path file) {
        journal = file == null ? null : Journal.open(file, this::replay);
    }

    /** Runs a step that no other caller's step can overlap. */
    public synchronized <T> T atomically(Supplier<T> step) {
        return step.get();
    }

    /** Stores a new row under the next free id and returns that id. */
    public synchronized int insert(String table, ObjectNode row) {
        int id = lastIds.getOrDefault(table, 0) + 1;
        put(table, id, row);
        return id;
    }

    /** Stores a row under a given id, replacing what is there. */
    public synchronized void put(String table, int id, ObjectNode row) {
        ObjectNode stored = row.deepCopy();
        stored.put("id", id);
        write(Json.object().put("table", table).set("row", stored));
        keep(table, id, stored);
    }

    /** Changes a row in place of the old one. The row must carry its id. */
    public synchronized void update(String table, ObjectNode row) {
        put(table, row.get("id").intValue(), row);
    }

    public synchronized void remove(String table, int id) {
        write(Json.object().put("table", table).put("removed", id));
        rows(table).remove(id);
    }

    public synchronized Optional<ObjectNode> get(String table, int id) {
        return Optional.ofNullable(rows(table).get(id)).map(ObjectNode::deepCopy);
    }

    /** All rows by rising id. */
    public synchronized List<ObjectNode> all(String table) {
        return select(table, row -> true);
    }

    /** The rows that pass a test, by rising id. The test must not change what it sees. */
    public synchronized List<ObjectNode> select(String table, Predicate<ObjectNode> test) {
        return rows(table).values().stream()
                .filter(test)
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /**
     * Part of the rows that pass a test.
     *
     * @param rows the part
     * @param total how many pass
     */
    public record Selection(List<ObjectNode> rows, int total) {}

    /**
     * Of the rows that pass a test, in an order, those that {@code part} takes out: only they are copied. Neither the test
     * nor the order nor {@code part} must change what it sees.
     */
    public synchronized Selection select(
            String table,
            Predicate<ObjectNode> test,
            Comparator<ObjectNode> order,
            UnaryOperator<List<ObjectNode>> part) {
        List<ObjectNode> all =
                rows(table).values().stream().filter(test).sorted(order).toList();
        return new Selection(part.apply(all).stream().map(ObjectNode::deepCopy).toList(), all.size());
    }

    /** Whether a row passes a test. */
    public synchronized boolean any(String table, Predicate<ObjectNode> test) {
        return rows(table).values().stream().anyMatch(test);
    }

    private SortedMap<Integer, ObjectNode> rows(String table) {
        return tables.computeIfAbsent(table, t -> new TreeMap<>());
    }

    private void keep(String table, int id, ObjectNode row) {
        rows(table).put(id, row);
        lastIds.merge(table, id, Math::max);
    }

    private void write(JsonNode line) {
        if (journal != null) {
            journal.append(line);
        }
    }

    private void replay(JsonNode line) {
        String table = line.get("table").textValue();
        if (line.has("removed")) {
            rows(table).remove(line.get("removed").intValue());
        } else {
            ObjectNode row = (ObjectNode) line.get("row");
            keep(table, row.get("id").intValue(), row);
        }
    }

    @Override
    public synchronized void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
