package io.weir.sink.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** One call through the proxy. */
final class FaultyCall {
    private static final String PAGE = "<html><head><title>MAINTENANCE MODE</title></head><body></body></html>";
    private static final int LATE_MS = 300;
    private static final int AFTER_GIVING_UP_MS = 200;

    private final Socket client;
    private final InetSocketAddress server;
    private final List<String> calls;
    private final Runnable beforeAnswer;

    FaultyCall(Socket client, InetSocketAddress server, List<String> calls, Runnable beforeAnswer) {
        this.client = client;
        this.server = server;
        this.calls = calls;
        this.beforeAnswer = beforeAnswer;
    }

    /** @param fault null for none */
    void run(FaultKind fault) throws IOException {
        if (fault == FaultKind.RESET_BEFORE) {
            reset();
            return;
        }
        if (fault == FaultKind.BLACK_HOLE) {
            // not even read, until the client goes
            gone();
            return;
        }
        HttpMessage request = HttpMessage.read(client.getInputStream(), false);
        if (request == null) {
            return;
        }
        calls.add(request.call());
        if (fault == null) {
            answer(forward(request));
            return;
        }
        switch (fault) {
            case RESET_AFTER -> {
                forward(request);
                reset();
            }
            case CUT -> {
                byte[] bytes = forward(request).bytes();
                client.getOutputStream().write(bytes, 0, bytes.length - 5);
                reset();
            }
            case STALL_UNDER -> {
                pause(LATE_MS);
                answer(forward(request));
            }
            case STALL_OVER -> {
                gone();
                pause(AFTER_GIVING_UP_MS);
                forward(request);
            }
            case DRIP -> drip(forward(request), 64);
            case DRIP_OVER -> drip(forward(request), 1);
            case DUPLICATE -> {
                HttpMessage first = forward(request);
                forward(request);
                answer(first);
            }
            case PAGE_502, EMPTY_200_DONE, PAGE_200_DONE -> {
                forward(request);
                answer(instead(fault));
            }
            default -> answer(instead(fault));
        }
    }

    private HttpMessage instead(FaultKind fault) {
        return switch (fault) {
            case ERROR_500 ->
                HttpMessage.answer("500 Oops", "application/json", "{\"detail\":\"A server error has occurred.\"}");
            case PAGE_502 -> HttpMessage.answer("502 Bad Gateway", "text/html", "<h1>502 Bad Gateway</h1>");
            case BUSY_503 -> HttpMessage.answer("503 Service Unavailable", "text/html", "<h1>503</h1>");
            case THROTTLE_429 ->
                HttpMessage.answer("429 Too Many Requests", "text/html", "<h1>429</h1>", "Retry-After: 1");
            case DENY_401 ->
                HttpMessage.answer(
                        "401 Unauthorized",
                        "application/json",
                        "[\"ERROR_SESSION_TOKEN_INVALID\",\"session_token seems invalid\"]");
            case EMPTY_200, EMPTY_200_DONE -> HttpMessage.answer("200 OK", "text/html", "");
            default -> HttpMessage.answer("200 OK", "text/html", PAGE);
        };
    }

    private HttpMessage forward(HttpMessage request) throws IOException {
        try (Socket to = new Socket()) {
            to.connect(server);
            to.getOutputStream().write(request.closing().bytes());
            to.getOutputStream().flush();
            HttpMessage answer = HttpMessage.read(to.getInputStream(), true);
            if (answer == null) {
                throw new IOException("the server gave no answer");
            }
            return answer.closing();
        }
    }

    private void answer(HttpMessage answer) throws IOException {
        beforeAnswer.run();
        client.getOutputStream().write(answer.bytes());
        client.getOutputStream().flush();
    }

    /** Byte by byte, with a rest after each {@code restEvery}: a long one when that is one. */
    private void drip(HttpMessage answer, int restEvery) throws IOException {
        client.setTcpNoDelay(true);
        OutputStream out = client.getOutputStream();
        byte[] bytes = answer.bytes();
        for (int i = 0; i < bytes.length; i++) {
            out.write(bytes[i]);
            out.flush();
            if (i % restEvery == 0) {
                pause(restEvery == 1 ? 100 : 1);
            }
        }
    }

    /** Waits until the client has hung up, in whatever way. */
    private void gone() {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            calls.add("hung up: " + e.getMessage());
        }
    }

    private void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }
}
