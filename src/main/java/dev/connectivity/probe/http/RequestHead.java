package dev.connectivity.probe.http;

import static dev.connectivity.probe.http.RequestFields.header;

import dev.connectivity.probe.Question.Header;
import dev.connectivity.probe.Question.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

    private static RequestHead of(HttpRequest question, String method, List<Header> connection) {
        RequestFields fields = RequestFields.of(question, connection);
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(fields.target()).append(" HTTP/1.1\r\n");
        fields.all()
                .forEach(
                        it ->
                                head.append(it.name())
                                        .append(": ")
                                        .append(it.value())
                                        .append("\r\n"));
        return new RequestHead(head.append("\r\n").toString());
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "RequestHead[***]";
    }
}
