package dev.connectivity.probe.dial;

import dev.connectivity.probe.Deadline;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * A socket whose every read ends at the attempt's deadline. A plain read timeout would begin anew
 * with each byte, so that a peer that sends one now and then, inside a TLS record too, could hold
 * an attempt for ever. Writes need no such care: all that is ever sent fits into the kernel's send
 * buffer.
 */
final class DeadlineSocket extends Socket {

    private Deadline deadline;

    DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    void hurry(Duration atMost) {
        deadline = deadline.within(atMost);
    }

    /** For a connection whose end is nobody's concern any more. */
    void closeQuietly() {
        try {
            close();
        } catch (IOException _) {
            // The descriptor is released all the same.
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(deadline.millisLeft());
                return super.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                setSoTimeout(deadline.millisLeft());
                return super.read(into, offset, length);
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
        return new FilterOutputStream(super.getOutputStream()) {
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
}
