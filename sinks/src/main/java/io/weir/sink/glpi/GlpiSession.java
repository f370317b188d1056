package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** The calls that a delivery makes in one session. Not for several threads. */
abstract class GlpiSession implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int PAGE = 100;

    /** The address of the API. */
    abstract HttpUrl.Builder url();

    /** Sends; a {@code write} without a clear answer is uncertain. */
    abstract GlpiAnswer call(Request.Builder request, boolean write) throws HaltException;

    private int written;

    /** How many writes GLPI has accepted in this session's present use. */
    int written() {
        return written;
    }

    /** A halt that leaves nothing uncertain. */
    abstract HaltException halt(String reason);

    @Override
    public abstract void close();

    /** {@code Ok} with the item, {@code NotFound}, or {@code Rejected}. */
    GlpiAnswer get(String itemtype, String id) throws HaltException {
        HttpUrl url = url().addPathSegment(itemtype)
                .addPathSegment(id)
                .addQueryParameter("get_hateoas", "false")
                .build();
        return call(reading(url), false);
    }

    /** Items whose {@code field} matches a pattern with GLPI's anchors {@code ^} and {@code $}. */
    List<JsonNode> search(String itemtype, String field, String pattern) throws HaltException {
        return search(itemtype, field, pattern, Integer.MAX_VALUE);
    }

    /** The same, at most so many (rounded up to whole pages). */
    List<JsonNode> search(String itemtype, String field, String pattern, int most) throws HaltException {
        return search(itemtype, Map.of(field, pattern), most);
    }

    /** The same for several fields, all of which must match. */
    List<JsonNode> search(String itemtype, Map<String, String> patterns, int most) throws HaltException {
        HttpUrl.Builder url = url().addPathSegment(itemtype).addPathSegment("");
        patterns.forEach((field, pattern) -> url.addQueryParameter("searchText[" + field + "]", pattern));
        return rows(url, most, "ASC");
    }

    /**
     * Some of the items whose title begins in this way, those that changed last first.
     *
     * @param deleted those in the trash, or the others
     * @param first how many to leave out
     * @param count how many at most
     */
    List<JsonNode> newest(String itemtype, String title, boolean deleted, int first, int count) throws HaltException {
        HttpUrl.Builder url = url().addPathSegment(itemtype)
                .addPathSegment("")
                .addQueryParameter("searchText[name]", "^" + title)
                .addQueryParameter("is_deleted", deleted ? "1" : "0")
                .addQueryParameter("get_hateoas", "false")
                .addQueryParameter("sort", "date_mod")
                .addQueryParameter("order", "DESC");
        return page(url, first, count);
    }

    /**
     * Items below another one, newest first. Only for kinds that name the other one in one column of theirs; GLPI answers
     * with all there are where it finds no such column, as for links between tickets.
     *
     * @param all every page, or the first one only
     */
    List<JsonNode> children(String itemtype, String id, String childtype, boolean all) throws HaltException {
        HttpUrl.Builder url = url().addPathSegment(itemtype).addPathSegment(id).addPathSegment(childtype);
        return rows(url, all ? Integer.MAX_VALUE : PAGE, "DESC");
    }

    /** {@code Created} or {@code Rejected}. */
    GlpiAnswer add(String itemtype, ObjectNode input) throws HaltException {
        HttpUrl url = url().addPathSegment(itemtype).build();
        GlpiAnswer answer = call(new Request.Builder().url(url).post(body(input)), true);
        written += answer instanceof GlpiAnswer.Created ? 1 : 0;
        return answer;
    }

    /** {@code Ok} when it was updated, {@code Rejected} when not. */
    GlpiAnswer update(String itemtype, String id, ObjectNode input) throws HaltException {
        HttpUrl url = url().addPathSegment(itemtype).addPathSegment(id).build();
        input.put("id", Long.parseLong(id));
        GlpiAnswer answer = call(new Request.Builder().url(url).put(body(input)), true);
        if (answer instanceof GlpiAnswer.Ok ok && !ok.body().path(0).path(id).asBoolean(false)) {
            return new GlpiAnswer.Rejected("not-updated", "the answer does not name the item");
        }
        written += answer instanceof GlpiAnswer.Ok ? 1 : 0;
        return answer;
    }

    private List<JsonNode> rows(HttpUrl.Builder url, int most, String order) throws HaltException {
        url.addQueryParameter("get_hateoas", "false")
                .addQueryParameter("sort", "id")
                .addQueryParameter("order", order);
        List<JsonNode> rows = new ArrayList<>();
        while (rows.size() < most) {
            List<JsonNode> page = page(url, rows.size(), PAGE);
            rows.addAll(page);
            if (page.size() < PAGE) {
                break;
            }
        }
        return rows;
    }

    private List<JsonNode> page(HttpUrl.Builder url, int first, int count) throws HaltException {
        url.setQueryParameter("range", first + "-" + (first + count - 1));
        GlpiAnswer answer = call(reading(url.build()), false);
        if (answer instanceof GlpiAnswer.Rejected no && no.code().equals("ERROR_RANGE_EXCEED_TOTAL")) {
            return List.of();
        }
        if (!(answer instanceof GlpiAnswer.Ok ok) || !ok.body().isArray()) {
            // "none" would be a guess, and the wrong guess makes a second ticket
            throw halt("search-refused");
        }
        List<JsonNode> rows = new ArrayList<>();
        ok.body().forEach(rows::add);
        return rows;
    }

    private static Request.Builder reading(HttpUrl url) {
        // without this header GLPI shows angle brackets and ampersands as entities
        return new Request.Builder().url(url).get().header("X-GLPI-Sanitized-Content", "false");
    }

    private static RequestBody body(ObjectNode input) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("input", input);
        return RequestBody.create(body.toString().getBytes(StandardCharsets.UTF_8), JSON);
    }
}
