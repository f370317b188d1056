package io.weir.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that refuses each login, and says with which words. */
final class EchoingSmtp implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private EchoingSmtp(ServerSocket server) {
        this.server = server;
    }

    static EchoingSmtp start() throws IOException {
        EchoingSmtp smtp = new EchoingSmtp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(smtp::serve, "echoing-smtp");
        thread.setDaemon(true);
        thread.start();
        return smtp;
    }

    int port() {
        return server.getLocalPort();
    }

    /** All that was sent here. */
    byte[] heard() {
        return String.join("\n", heard).getBytes(StandardCharsets.UTF_8);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                talk(client);
            } catch (IOException e) {
                // the client hung up, or the test is over
                heard.add("");
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        say(client, "220 echo");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (line.startsWith("EHLO")) {
                say(client, "250-echo\r\n250 AUTH PLAIN");
            } else if (line.startsWith("AUTH PLAIN ")) {
                String words = new String(Base64.getDecoder().decode(line.substring(11)), StandardCharsets.ISO_8859_1);
                say(client, "535 5.7.8 refused: " + line + " that is " + words.replace('\0', ' '));
            } else {
                say(client, "503 5.5.1 expected a login");
            }
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
