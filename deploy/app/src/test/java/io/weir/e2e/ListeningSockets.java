package io.weir.e2e;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where processes listen, as Linux tells it in {@code /proc}. */
final class ListeningSockets {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENS = "0A";
    /** 127.0.0.1, also as the IPv6 address that stands for it; each group of four bytes is turned round. */
    private static final String LOOPBACK = "0100007F";
    /** {@code ::1}. */
    private static final String LOOPBACK_6 = "00000000000000000000000001000000";

    private ListeningSockets() {}

    /**
     * One.
     *
     * @param port its number
     * @param onLoopback whether only this machine can reach it
     */
    record Listener(int port, boolean onLoopback) {}

    /** Those of a process. */
    static List<Listener> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> own = inodes(process.resolve("fd"));
        List<Listener> listeners = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            Files.readAllLines(process.resolve("net").resolve(table)).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row[STATE].equals(LISTENS) && own.contains(row[INODE]))
                    .map(row -> listener(row[ADDRESS]))
                    .forEach(listeners::add);
        }
        return listeners;
    }

    private static Listener listener(String address) {
        String[] parts = address.split(":");
        return new Listener(Integer.parseInt(parts[1], 16), parts[0].endsWith(LOOPBACK) || parts[0].equals(LOOPBACK_6));
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : all) {
                Matcher socket = SOCKET.matcher(target(descriptor));
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }
}
