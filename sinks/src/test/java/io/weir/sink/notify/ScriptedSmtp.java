package io.weir.sink.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that says to each command what the test wants; {@code .} is the end of the message. */
final class ScriptedSmtp implements AutoCloseable {
    /** An answer that closes the connection instead. */
    static final String HANG_UP = "";

    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final List<String> recipients = new CopyOnWriteArrayList<>();

    ScriptedSmtp(Map<String, String> answers) throws IOException {
        this.answers = answers;
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    Smtp smtp() {
        return new Smtp("127.0.0.1", socket.getLocalPort(), Smtp.Tls.NONE, null, null);
    }

    /** Every command that named a recipient, in order. */
    List<String> recipients() {
        return recipients;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        if (!say(out, answers.getOrDefault("HELLO", "220 scripted"))) {
            return;
        }
        boolean inMessage = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (inMessage && !line.equals(".")) {
                continue;
            }
            String usual = "250 ok";
            if (line.startsWith("RCPT")) {
                recipients.add(line);
            }
            if (line.startsWith("DATA")) {
                usual = "354 go on";
            }
            if (!say(out, answer(line, usual))) {
                return;
            }
            inMessage = line.startsWith("DATA") && !answers.containsKey("DATA");
            if (line.startsWith("QUIT")) {
                return;
            }
        }
    }

    private String answer(String line, String usual) {
        return answers.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
    }

    private static boolean say(OutputStream out, String text) throws IOException {
        if (text.equals(HANG_UP)) {
            return false;
        }
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
