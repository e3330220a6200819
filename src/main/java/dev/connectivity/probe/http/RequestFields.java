package dev.connectivity.probe.http;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is sent, before a version of HTTP puts it on the wire.
 *
 * @param target path and query, in ASCII without spaces and line breaks
 * @param all the fields, each of them once, in the order in which they are sent
 */
record RequestFields(String target, List<Header> all) {

    private static final String HOST = "Host";

    /**
     * Later fields replace earlier ones of their name: usual, declared, the connection's own.
     *
     * @param connection what this version needs besides
     */
    static RequestFields of(HttpRequest question, List<Header> connection) {
        Map<String, Header> fields = new LinkedHashMap<>();
        put(fields, header(HOST, host(question)));
        put(fields, header("User-Agent", "connectivity-operator"));
        put(fields, header("Accept", "*/*"));
        question.headers().forEach(it -> put(fields, it));
        connection.forEach(it -> put(fields, it));
        return new RequestFields(encoded(question.target()), List.copyOf(fields.values()));
    }

    static Header header(String name, String value) {
        return new Header(name, value, false);
    }

    private static void put(Map<String, Header> fields, Header header) {
        fields.put(header.name().toLowerCase(Locale.ROOT), header);
    }

    /** The declared one, or the URL's. */
    String host() {
        return all.stream().filter(RequestFields::isHost).findFirst().orElseThrow().value();
    }

    List<Header> besidesHost() {
        return all.stream().filter(it -> !isHost(it)).toList();
    }

    private static boolean isHost(Header header) {
        return header.name().equalsIgnoreCase(HOST);
    }

    private static String host(HttpRequest question) {
        Address address = question.address();
        boolean usual = address.port() == (question.tls().isPresent() ? 443 : 80);
        String all = address.display();
        return usual ? all.substring(0, all.lastIndexOf(':')) : all;
    }

    /**
     * A line break or a space would end the request line and begin a header of the author's making.
     */
    private static String encoded(String target) {
        StringBuilder line = new StringBuilder();
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            boolean printable = '!' <= b && b <= '~';
            line.append(printable ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return line.toString();
    }
}
