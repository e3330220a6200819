package dev.connectivity.probe.dial;

import dev.connectivity.probe.Deadline;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket that the attempt's deadline closes, whatever it is waiting for. A read timeout would
 * begin anew with each byte, so that a peer that sends one now and then, inside a TLS record too,
 * could hold an attempt for ever; and it would cost a timer for each read.
 */
final class DeadlineSocket extends Socket {

    /** One for all: what it looks at is short of work for one thread even with thousands open. */
    private static final OpenSockets OPEN = new OpenSockets();

    private Deadline deadline;
    private boolean expired;

    DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    synchronized void hurry(Duration atMost) {
        deadline = deadline.within(atMost);
    }

    /**
     * @throws SocketTimeoutException where the deadline or {@code millis} passed
     */
    @Override
    public void connect(SocketAddress to, int millis) throws IOException {
        Deadline whole = deadline();
        hurry(Duration.ofMillis(millis));
        OPEN.add(this);
        inTime(
                () -> {
                    super.connect(to, 0);
                    return to;
                });
        synchronized (this) {
            if (expired) {
                throw new SocketTimeoutException();
            }
            deadline = whole;
        }
    }

    /** Closes it if its time is over. */
    void check() {
        synchronized (this) {
            expired = expired || deadline.passed();
            if (!expired) {
                return;
            }
        }
        closeQuietly();
    }

    /** For a connection whose end is nobody's concern any more. */
    void closeQuietly() {
        try {
            close();
        } catch (IOException _) {
            // The descriptor is released all the same.
        }
    }

    private synchronized Deadline deadline() {
        return deadline;
    }

    private synchronized boolean isOver() {
        return expired || deadline.passed();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(inTime(super::getInputStream)) {
            @Override
            public int read() throws IOException {
                return inTime(super::read);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return inTime(() -> in.read(into, offset, length));
            }

            /** Buffers ask for it between two reads, and the deadline may pass there as well. */
            @Override
            public int available() throws IOException {
                return inTime(in::available);
            }
        };
    }

    /**
     * Of a peer that has ended the connection, the last words may still be unread, as the TLS alert
     * that says why. So a write never fails: the read that follows tells, by those words or as a
     * reset.
     */
    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(inTime(super::getOutputStream)) {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                try {
                    out.write(from, offset, length);
                } catch (IOException _) {
                    // As said above.
                }
            }
        };
    }

    /**
     * What the kernel says of a socket that its deadline closed is the deadline's doing. So is what
     * the peer says then: a server that waits for something may answer as soon as it hears that we
     * go, and the close lets those words through.
     */
    private <T> T inTime(Step<T> step) throws IOException {
        deadline().millisLeft();
        T result;
        try {
            result = step.run();
        } catch (IOException e) {
            throw isOver() ? new SocketTimeoutException() : e;
        }
        if (isExpired()) {
            throw new SocketTimeoutException();
        }
        return result;
    }

    private synchronized boolean isExpired() {
        return expired;
    }

    @Override
    public void close() throws IOException {
        OPEN.remove(this);
        super.close();
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }
}
