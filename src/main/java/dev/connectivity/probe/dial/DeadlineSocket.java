package dev.connectivity.probe.dial;

import dev.connectivity.probe.Deadline;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket that the attempt's deadline closes, whatever it is waiting for. A read timeout would
 * begin anew with each byte, so that a peer that sends one now and then, inside a TLS record too,
 * could hold an attempt for ever; and it would cost a timer for each read.
 */
final class DeadlineSocket extends Socket {

    private final OpenSockets open;
    private Deadline deadline;
    private boolean expired;

    DeadlineSocket(OpenSockets open, Deadline deadline) {
        this.open = open;
        this.deadline = deadline;
    }

    /**
     * @param within for the connect alone; what follows has the deadline that the socket was made
     *     with
     * @throws SocketTimeoutException where either passed
     */
    void connect(InetSocketAddress to, Deadline within) throws IOException {
        Deadline whole = deadline;
        move(within);
        within.millisLeft();
        open.add(this);
        inTime(
                () -> {
                    connect(to);
                    return to;
                });
        if (!move(whole)) {
            throw new SocketTimeoutException();
        }
    }

    /** Puts the deadline elsewhere; false where the one before has taken effect already. */
    synchronized boolean move(Deadline to) {
        deadline = to;
        return !expired;
    }

    synchronized Deadline deadline() {
        return deadline;
    }

    /** Closes it if its time is over. */
    void check() {
        synchronized (this) {
            expired = expired || deadline.passed();
            if (!expired) {
                return;
            }
        }
        Sockets.close(this);
    }

    private synchronized boolean isExpired() {
        return expired || deadline.passed();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return inTime(super::read);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return inTime(() -> in.read(into, offset, length));
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                inTime(
                        () -> {
                            out.write(bytes, offset, length);
                            return length;
                        });
            }
        };
    }

    /** What the kernel says of a socket that its deadline closed is the deadline's doing. */
    private <T> T inTime(Step<T> step) throws IOException {
        deadline().millisLeft();
        try {
            return step.run();
        } catch (IOException e) {
            throw isExpired() ? new SocketTimeoutException() : e;
        }
    }

    @Override
    public void close() throws IOException {
        open.remove(this);
        super.close();
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }
}
