package dev.connectivity.probe.dial;

import dev.connectivity.probe.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * An open connection; its reads end at the attempt's deadline with a {@link
 * java.net.SocketTimeoutException}.
 */
public final class Connection implements AutoCloseable {

    private final Address address;
    private final DeadlineSocket tcp;
    private final Optional<TlsStream> tls;
    private final Runnable afterwards;

    Connection(Address address, DeadlineSocket tcp) {
        this(address, tcp, () -> {});
    }

    /**
     * @param afterwards run at each close
     */
    Connection(Address address, DeadlineSocket tcp, Runnable afterwards) {
        this(address, tcp, Optional.empty(), afterwards);
    }

    private Connection(
            Address address, DeadlineSocket tcp, Optional<TlsStream> tls, Runnable afterwards) {
        this.address = address;
        this.tcp = tcp;
        this.tls = tls;
        this.afterwards = afterwards;
    }

    /** The same, seen through {@code tls}, which was layered over it. */
    Connection through(TlsStream layer) {
        return new Connection(address, tcp, Optional.of(layer), afterwards);
    }

    /** As it was asked for, not as it was resolved. */
    public Address address() {
        return address;
    }

    /** What the server chose of the protocols offered by ALPN; empty where it chose none. */
    public Optional<String> protocol() {
        return tls.flatMap(TlsStream::protocol);
    }

    public InputStream in() throws IOException {
        return tls.isPresent() ? tls.get().in() : tcp.getInputStream();
    }

    public OutputStream out() throws IOException {
        return tls.isPresent() ? tls.get().out() : tcp.getOutputStream();
    }

    DeadlineSocket tcp() {
        return tcp;
    }

    /**
     * Tells the peer that nothing more will come, so that it closes too and {@link #drain} sees the
     * end at once.
     */
    public void endOutput() {
        try {
            shutdownOutput();
        } catch (IOException _) {
            // It is closed already, which tells the peer the same.
        }
    }

    private void shutdownOutput() throws IOException {
        if (tls.isPresent()) {
            tls.get().endOutput();
        } else {
            tcp.shutdownOutput();
        }
    }

    /** Lets it end after {@code atMost}, if not before. */
    public void hurry(Duration atMost) {
        tcp.hurry(atMost);
    }

    /**
     * Reads what the peer still has to say and throws it away: closing with unread bytes would
     * reset the connection under it. Ends at the connection's end, after {@code bytes} or after
     * {@code atMost}.
     */
    public void drain(int bytes, Duration atMost) {
        hurry(atMost);
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

    /**
     * Says that nothing more will be sent, and waits for the peer's end, its first byte, or {@code
     * atMost}: a peer that has something against our certificate says so only now.
     *
     * @throws IOException of what it said against it; nothing else is a failure any more
     */
    public void conclude(Duration atMost) throws IOException {
        hurry(atMost);
        try {
            shutdownOutput();
            in().read();
        } catch (IOException e) {
            if (Alerts.aboutCertificate(e).isPresent()) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        tls.ifPresentOrElse(TlsStream::close, tcp::closeQuietly);
        afterwards.run();
    }
}
