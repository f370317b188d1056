package io.weir.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * Takes OTLP over HTTP, read by the classes that OpenTelemetry generates from its own definition, and hands it to Zipkin:
 * Zipkin's module for OTLP is on no package registry.
 */
final class OtlpToZipkin implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI zipkin;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    private OtlpToZipkin(HttpServer server, URI zipkin) {
        this.server = server;
        this.zipkin = zipkin;
    }

    static OtlpToZipkin start(URI zipkin) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OtlpToZipkin receiver = new OtlpToZipkin(server, zipkin);
        server.createContext("/v1/traces", receiver::take);
        server.start();
        return receiver;
    }

    /** Where spans are to be sent. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the senders said of themselves. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(authorization == null ? "" : authorization);
            int status = handOn(read(exchange));
            exchange.sendResponseHeaders(status / 100 == 2 ? 200 : 502, -1);
        }
    }

    private static ExportTraceServiceRequest read(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            return ExportTraceServiceRequest.parseFrom(body);
        }
    }

    private int handOn(ExportTraceServiceRequest request) throws IOException {
        ArrayNode spans = json.createArrayNode();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(span -> spans.add(span(service(resource.getResource()), span)));
            }
        }
        HttpRequest post = HttpRequest.newBuilder(zipkin.resolve("/api/v2/spans"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(spans.toString()))
                .build();
        try {
            return http.send(post, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String service(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("?");
    }

    private ObjectNode span(String service, Span span) {
        HexFormat hex = HexFormat.of();
        ObjectNode document = json.createObjectNode()
                .put("traceId", hex.formatHex(span.getTraceId().toByteArray()))
                .put("id", hex.formatHex(span.getSpanId().toByteArray()))
                .put("name", span.getName())
                .put("timestamp", span.getStartTimeUnixNano() / 1000)
                .put("duration", Math.max(1, (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1000));
        if (!span.getParentSpanId().isEmpty()) {
            document.put("parentId", hex.formatHex(span.getParentSpanId().toByteArray()));
        }
        document.putObject("localEndpoint").put("serviceName", service);
        ObjectNode tags = document.putObject("tags");
        for (KeyValue attribute : span.getAttributesList()) {
            tags.put(
                    attribute.getKey(),
                    attribute.getValue().hasIntValue()
                            ? Long.toString(attribute.getValue().getIntValue())
                            : attribute.getValue().getStringValue());
        }
        if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
            tags.put("error", span.getStatus().getMessage());
        }
        return document;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
