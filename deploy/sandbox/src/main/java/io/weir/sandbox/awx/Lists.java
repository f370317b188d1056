package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;
import io.weir.sandbox.http.UrlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Filtered, ordered, paged lists: 25 rows by default, 200 at most. */
final class Lists {
    private static final int DEFAULT_SIZE = 25;
    private static final int MAX_SIZE = 200;

    private final String basePath;

    Lists(String basePath) {
        this.basePath = basePath;
    }

    Answer answer(String model, List<ObjectNode> rows, Request request) {
        List<ObjectNode> all = new ArrayList<>(Filter.of(model, request).apply(rows));
        int size = Math.max(1, Math.min(MAX_SIZE, number(request, "page_size", DEFAULT_SIZE)));
        int pages = Math.max(1, (all.size() + size - 1) / size);
        int page = number(request, "page", 1);
        if (page < 1 || page > pages) {
            throw AwxError.of(404, "Invalid page.");
        }
        ArrayNode results = Json.array();
        all.subList((page - 1) * size, Math.min(all.size(), page * size)).forEach(row -> results.add(visible(row)));
        if (request.flag("count_disabled")) {
            return Answer.json(200, Json.object().set("results", results));
        }
        ObjectNode body = Json.object().put("count", all.size());
        body.put("next", page < pages ? link(request, page + 1, size) : null);
        body.put("previous", page > 1 ? link(request, page - 1, size) : null);
        body.set("results", results);
        return Answer.json(200, body);
    }

    /** A row without what is for filters and bookkeeping only. */
    static ObjectNode visible(ObjectNode row) {
        ObjectNode out = row.deepCopy();
        List<String> hidden = new ArrayList<>();
        out.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("_") || name.contains("__")) {
                hidden.add(name);
            }
        });
        out.remove(hidden);
        return out;
    }

    private String link(Request request, int page, int size) {
        List<String> parts = new ArrayList<>();
        request.query()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.equals("page") && !name.equals("page_size")) {
                        parts.add(UrlText.encode(name) + "=" + UrlText.encode(value));
                    }
                }));
        parts.add("page=" + page);
        if (request.param("page_size").isPresent()) {
            parts.add("page_size=" + size);
        }
        String path = basePath + request.path().substring(1);
        return path + "?" + parts.stream().collect(Collectors.joining("&"));
    }

    private static int number(Request request, String name, int otherwise) {
        return request.param(name)
                .filter(v -> v.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }
}
