package dev.connectivity.cli.open;

import static org.awaitility.Awaitility.await;

import dev.connectivity.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** {@code connectivity open} while it runs, and a browser that says exactly what it is told to. */
public final class Opened implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public final Terminal terminal = new Terminal();
    private final FutureTask<Integer> running;
    private final Thread thread;

    private Opened(List<String> arguments) {
        running = new FutureTask<>(() -> terminal.run(arguments.toArray(String[]::new)));
        thread = Thread.ofPlatform().daemon().start(running);
        await("the address, or the end")
                .atMost(PATIENCE)
                .until(() -> running.isDone() || terminal.out().contains("\n"));
    }

    /** With its address printed; or ended, where it could not. */
    public static Opened with(String... arguments) {
        List<String> all = new ArrayList<>(List.of("open", "--no-browser"));
        all.addAll(List.of(arguments));
        return new Opened(all);
    }

    public URI address() {
        if (terminal.out().isEmpty()) {
            throw new AssertionError("no address: " + terminal.err());
        }
        return URI.create(terminal.out().strip());
    }

    /** The answer to a first visit, and from then on a browser that has its cookie. */
    public Browsing browse() {
        String first = request("GET", address().getPath(), "");
        String cookie = first.replaceFirst("(?is).*\r\nset-cookie: ([^;]+);.*", "$1");
        return new Browsing(this, first, "Cookie: " + cookie + "\r\n");
    }

    /** A visitor with a cookie. */
    public record Browsing(Opened opened, String first, String cookie) {

        /**
         * @param path below the printed address
         */
        public String get(String path) {
            return get(path, "");
        }

        public String get(String path, String headers) {
            return opened.request(
                    "GET",
                    opened.address().resolve("/").getPath() + opened.key() + path,
                    cookie + headers);
        }

        public String head(String path) {
            return opened.request("HEAD", "/" + opened.key() + path, cookie);
        }

        /** The socket, of which the answer is read as it comes. */
        public Socket stream(String path, String headers) {
            return opened.send("GET", "/" + opened.key() + path, opened.host() + cookie + headers);
        }
    }

    String key() {
        return address().getPath().split("/")[1];
    }

    public String host() {
        return "Host: 127.0.0.1:" + address().getPort() + "\r\n";
    }

    /** All of the answer. */
    public String request(String method, String path, String headers) {
        return raw(method, path, host() + headers);
    }

    String raw(String method, String path, String headers) {
        try (Socket socket = send(method, path, headers)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket send(String method, String path, String headers) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), address().getPort());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String text =
                    method + " " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the text has come. */
    public static String readTo(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /** As Ctrl-C would, seen from inside. */
    public int end() throws Exception {
        thread.interrupt();
        return running.get();
    }

    /** Where it ended by itself. */
    public int code() throws Exception {
        return running.get();
    }

    @Override
    public void close() throws Exception {
        var _ = end();
    }
}
