package io.weir.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What the stand-ins for the ticket system and the playbook runner hold, by their own pages. */
public final class Store {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;

    /** @param base where the stand-ins show themselves, with a slash at the end */
    public Store(URI base) {
        this.base = base;
    }

    /** Every ticket as a whole. */
    public List<JsonNode> tickets() throws IOException {
        List<JsonNode> tickets = new ArrayList<>();
        for (JsonNode row : read("sandbox/tickets")) {
            tickets.add(read("sandbox/tickets/" + row.path("id").asText()));
        }
        return tickets;
    }

    /** Every job. */
    public List<JsonNode> jobs() throws IOException {
        List<JsonNode> jobs = new ArrayList<>();
        read("sandbox/jobs").forEach(jobs::add);
        return jobs;
    }

    private JsonNode read(String page) throws IOException {
        try (InputStream in = base.resolve(page).toURL().openStream()) {
            return JSON.readTree(in);
        }
    }
}
