package dev.connectivity.probe.http;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that is sent: a head without a body. Its text is not shown, it may hold credentials. */
record RequestHead(String text) {

    private static final List<Header> CLOSE = List.of(header("Connection", "close"));

    static RequestHead of(HttpRequest question) {
        return of(question, question.http().method().name(), CLOSE);
    }

    /**
     * Asks for another protocol.
     *
     * @param key of RFC 6455, section 4.1
     */
    static RequestHead upgrade(HttpRequest question, String key) {
        return of(
                question,
                "GET",
                List.of(
                        header("Connection", "Upgrade"),
                        header("Upgrade", "websocket"),
                        header("Sec-WebSocket-Version", "13"),
                        header("Sec-WebSocket-Key", key)));
    }

    /** Later fields replace earlier ones of their name: usual, declared, the connection's own. */
    private static RequestHead of(HttpRequest question, String method, List<Header> connection) {
        Map<String, Header> fields = new LinkedHashMap<>();
        put(fields, header("Host", host(question)));
        put(fields, header("User-Agent", "connectivity-operator"));
        put(fields, header("Accept", "*/*"));
        question.headers().forEach(it -> put(fields, it));
        connection.forEach(it -> put(fields, it));
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(encoded(question.target())).append(" HTTP/1.1\r\n");
        fields.values()
                .forEach(
                        it ->
                                head.append(it.name())
                                        .append(": ")
                                        .append(it.value())
                                        .append("\r\n"));
        return new RequestHead(head.append("\r\n").toString());
    }

    private static void put(Map<String, Header> fields, Header header) {
        fields.put(header.name().toLowerCase(Locale.ROOT), header);
    }

    private static Header header(String name, String value) {
        return new Header(name, value, false);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "RequestHead[***]";
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
