import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What Java costs, with a new connection each: {@code http} and {@code tcp} on one selector, as the
 * floor in C; {@code tls} as handshakes that verify nothing, each on a virtual thread.
 *
 * <p>Usage: {@code Floor KIND PORT TARGETS RATE SECONDS}
 */
public final class Floor {

    private final boolean tcp;
    private final int port;
    private final int targets;
    private final double rate;
    private final long start = System.nanoTime();
    private final long end;
    private long begun;

    private Floor(String kind, int port, int targets, double rate, double seconds) {
        this.tcp = kind.equals("tcp");
        this.port = port;
        this.targets = targets;
        this.rate = rate;
        this.end = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    public static void main(String... a) throws Exception {
        int targets = Integer.parseInt(a[2]);
        Floor floor =
                new Floor(
                        a[0],
                        Integer.parseInt(a[1]),
                        targets,
                        Double.parseDouble(a[3]),
                        Double.parseDouble(a[4]));
        if (a[0].equals("tls")) {
            floor.shakeHands();
        } else {
            floor.select();
        }
    }

    private long due() {
        return start + (long) (begun * 1e9 / rate);
    }

    private InetSocketAddress next() throws IOException {
        int i = (int) (begun++ % targets);
        byte[] address = {127, 10, (byte) (i / 250), (byte) (1 + i % 250)};
        return new InetSocketAddress(InetAddress.getByAddress(address), port);
    }

    private void select() throws IOException {
        Selector selector = Selector.open();
        ByteBuffer answer = ByteBuffer.allocateDirect(4096);
        while (System.nanoTime() < end) {
            while (due() <= System.nanoTime()) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                InetSocketAddress to = next();
                channel.connect(to);
                channel.register(selector, SelectionKey.OP_CONNECT, to);
            }
            long millis = (due() - System.nanoTime()) / 1_000_000 + 1;
            selector.select(key -> step(key, answer), Math.max(1, millis));
        }
    }

    private void step(SelectionKey key, ByteBuffer answer) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (!key.isConnectable()) {
                channel.read(answer.clear());
                channel.close();
            } else if (channel.finishConnect()) {
                if (tcp) {
                    channel.close();
                    return;
                }
                channel.write(request((InetSocketAddress) key.attachment()));
                key.interestOps(SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            System.err.println(e);
            key.cancel();
        }
    }

    private ByteBuffer request(InetSocketAddress to) {
        String host = to.getAddress().getHostAddress() + ":" + port;
        String text =
                "GET / HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: floor\r\nConnection: close\r\n\r\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void shakeHands() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(due() - System.nanoTime());
            if (due() <= System.nanoTime()) {
                InetSocketAddress to = next();
                Thread.ofVirtual().start(() -> shakeHands(context, to));
            }
        }
    }

    private static void shakeHands(SSLContext context, InetSocketAddress to) {
        try (Socket socket = new Socket()) {
            socket.connect(to);
            // Without a peer's name no session is found to resume.
            SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, null, -1, true);
            tls.startHandshake();
            tls.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
