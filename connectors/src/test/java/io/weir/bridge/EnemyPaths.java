package io.weir.bridge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Request targets that lead nowhere, or should not; each byte of one is one character. */
final class EnemyPaths {
    /** Longer than a request line may be. */
    static final int TOO_LONG = 70_000;

    private EnemyPaths() {}

    /** What stands behind a path, or in place of an id in it. */
    static List<String> endings() {
        return List.of(
                "/../../etc/passwd",
                "/./../../../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "/..%252f..%252fetc%252fpasswd",
                "/..\\..\\etc\\passwd",
                "/..%5c..%5cetc%5cpasswd",
                "/.%00./x",
                "/%00",
                "/x%00.json",
                "/%0d%0aSet-Cookie:x=1",
                "/%0d%0aContent-Length:0%0d%0a%0d%0aHTTP/1.1%20200%20OK",
                "/%0a%0dX:y",
                "/%e5%98%8a%e5%98%8dSet-Cookie:x",
                "/%23%3f%26",
                "/x;a=b",
                "/;/../x",
                "/%zz",
                "/%",
                "/%2",
                "/%u002e%u002e",
                "/%c0%ae%c0%ae%c0%afetc",
                "/%c0%af",
                "/%ff%fe%00",
                "/%ed%a0%80",
                "/%e2%80%ae%67%6e%70",
                "/" + bytes("\u202egnp.\u2066"),
                "/" + bytes("\ud83d\udca3"),
                "/%24%7bjndi:ldap:%2f%2f127.0.0.1%2fx%7d",
                "/{{7*7}}",
                "/%3cscript%3ealert(1)%3c%2fscript%3e",
                "/' OR '1'='1".replace(" ", "%20"),
                "/" + "x".repeat(8 << 10),
                "/" + "x".repeat(60_000),
                "/" + "%61".repeat(20_000),
                "/" + "../".repeat(15_000),
                "/" + "x".repeat(TOO_LONG));
    }

    /** Other ways to write a path, none of which is the path. */
    static Stream<String> spellings(String path) {
        String rest = path.substring(1);
        return Stream.of(
                "//" + rest.replace("/", "//"),
                "/./" + rest,
                "/x/../" + rest,
                "/%2e/" + rest,
                "/%2f" + rest,
                path.replace("/", "%2f"),
                "\\" + rest,
                rest,
                path + "%00",
                path + "%2f",
                path + "%20",
                path + ";a=b",
                path + "%3fa=b",
                path.toUpperCase(Locale.ROOT) + "X",
                "http://elsewhere.example/.." + path,
                "http://elsewhere.example//" + rest,
                "http://user:password@elsewhere.example/%2e%2e" + path,
                "http:" + path,
                "file:///etc/passwd",
                "elsewhere.example:443",
                "*");
    }

    /** What stands behind the question mark. */
    static List<String> queries() {
        return List.of(
                "tenant=globex",
                "tenant=%67%6c%6f%62%65%78",
                "tenant=acme&tenant=globex",
                "tenant=globex&tenant=acme",
                "tenant=acme%00globex",
                "tenant[]=globex",
                "tenant=acme;tenant=globex",
                "limit=1&limit=1000",
                "limit=0",
                "limit=-1",
                "limit=99999999999999999999",
                "limit=%d9%a3",
                "limit=%00",
                "status=%0d%0aSet-Cookie:x=1",
                "status=open&status=resolved",
                "after=%0d%0aX:y",
                "after=" + "A".repeat(30_000),
                "after=LjA",
                "after=enp6enp6enp6enp6enouYQ",
                "fingerprint=../../etc/passwd",
                "fingerprint=%e2%80%ae0123456789abcd",
                "incident=00000000000000000000&fingerprint=0000000000000000",
                "incident=00000000000000000000&from=9999999999-01-01T00:00:00Z",
                "ticket=%00",
                "ticket=" + "9".repeat(30_000),
                "instance=%0d%0aX:y",
                "%00=%00",
                "%zz=%zz",
                "&&&&==&=&",
                "?".repeat(1000),
                "a=b&".repeat(10_000),
                "%c0%af=" + bytes("\u202e"),
                "x=" + "x".repeat(TOO_LONG));
    }

    /** An id in percent notation throughout. */
    static String encoded(String id) {
        return id.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining());
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
