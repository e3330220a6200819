package dev.connectivity.probe.dial;

import dev.connectivity.probe.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/**
 * An open connection; its reads end at the attempt's deadline with a {@link
 * java.net.SocketTimeoutException}.
 */
public final class Connection implements AutoCloseable {

    private final Address address;
    private final DeadlineSocket tcp;
    private final Socket socket;

    Connection(Address address, DeadlineSocket tcp) {
        this(address, tcp, tcp);
    }

    private Connection(Address address, DeadlineSocket tcp, Socket socket) {
        this.address = address;
        this.tcp = tcp;
        this.socket = socket;
    }

    /** The same, seen through {@code tls}, which was layered over it. */
    Connection through(SSLSocket tls) {
        return new Connection(address, tcp, tls);
    }

    /** As it was asked for, not as it was resolved. */
    public Address address() {
        return address;
    }

    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    DeadlineSocket tcp() {
        return tcp;
    }

    /**
     * Reads what the peer still has to say and throws it away: closing with unread bytes would
     * reset the connection under it. Ends at the connection's end, after {@code bytes} or after
     * {@code atMost}.
     */
    public void drain(int bytes, Duration atMost) {
        tcp.hurry(atMost);
        byte[] scrap = new byte[4096];
        int left = bytes;
        try {
            for (int n = 0; n >= 0 && left > 0; left -= n) {
                n = in().read(scrap);
            }
        } catch (IOException _) {
            // Whatever ends it, there is nothing more to be had.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // The descriptor is released all the same, and the attempt's outcome is known without
            // it.
        }
    }
}
