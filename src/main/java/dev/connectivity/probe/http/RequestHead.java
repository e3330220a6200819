package dev.connectivity.probe.http;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question.HttpRequest;
import java.nio.charset.StandardCharsets;

/** All that is sent: a head without a body. */
record RequestHead(String text) {

    static RequestHead of(HttpRequest question) {
        return new RequestHead(
                question.http().method()
                        + " "
                        + encoded(question.target())
                        + " HTTP/1.1\r\n"
                        + "Host: "
                        + host(question)
                        + "\r\n"
                        + "User-Agent: connectivity-operator\r\n"
                        + "Accept: */*\r\n"
                        + "Connection: close\r\n\r\n");
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
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
