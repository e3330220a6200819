package dev.connectivity.probe.dial;

import io.netty.util.ReferenceCountUtil;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * Carries a connection's bytes through a TLS engine. For one thread at a time; the socket's
 * deadline ends what it waits for.
 */
final class TlsStream implements AutoCloseable {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Room for what a server says in a handshake; one that never answers costs no more. */
    private static final int USUAL = 4096;

    private final DeadlineSocket tcp;
    private final SSLEngine engine;
    private final InputStream encrypted;
    private final OutputStream wire;
    private final int packet;
    private ByteBuffer received = ByteBuffer.allocate(USUAL).flip();
    private ByteBuffer readable = NOTHING;
    private boolean closed;

    TlsStream(DeadlineSocket tcp, SSLEngine engine) throws IOException {
        this.tcp = tcp;
        this.engine = engine;
        this.encrypted = tcp.getInputStream();
        this.wire = tcp.getOutputStream();
        this.packet = engine.getSession().getPacketBufferSize();
    }

    SSLEngine engine() {
        return engine;
    }

    /** What the server chose of the protocols offered by ALPN; empty where it chose none. */
    Optional<String> protocol() {
        return Optional.ofNullable(engine.getApplicationProtocol()).filter(it -> !it.isEmpty());
    }

    void handshake() throws IOException {
        try {
            engine.beginHandshake();
            while (isShaking()) {
                if (!step()) {
                    throw new EOFException();
                }
            }
        } catch (SSLException e) {
            tellWhy();
            throw e;
        }
    }

    private void tellWhy() throws IOException {
        try {
            send(NOTHING);
        } catch (SSLException _) {
            // The library has said all that it has words for, and repeats why.
        }
    }

    private boolean isShaking() {
        return switch (engine.getHandshakeStatus()) {
            case NOT_HANDSHAKING, FINISHED -> false;
            case NEED_TASK, NEED_WRAP, NEED_UNWRAP, NEED_UNWRAP_AGAIN -> true;
        };
    }

    /** False at the connection's end. */
    private boolean step() throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> send(NOTHING) || receive();
            case NEED_TASK -> run();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> receive();
        };
    }

    private boolean run() {
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    /** One record at most; false at the connection's end. */
    private boolean receive() throws IOException {
        HandshakeStatus before = engine.getHandshakeStatus();
        SSLEngineResult result = unwrap();
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("a record that is too long");
        }
        boolean went = result.bytesConsumed() + result.bytesProduced() > 0 || turned(before);
        // Where our own side is closed, the native library calls all that it still reads closed.
        return result.bytesProduced() > 0 || !engine.isInboundDone() && (went || fill());
    }

    /**
     * Whether the engine wants something else than before, by its own word: its results tell of a
     * wish to write that it no longer has, and would be asked for ever. What was to be written was
     * tried already.
     */
    private boolean turned(HandshakeStatus before) {
        return before != HandshakeStatus.NEED_WRAP && engine.getHandshakeStatus() != before;
    }

    /** Also of nothing: a library may say only now what it has against a certificate. */
    private SSLEngineResult unwrap() throws SSLException {
        if (received.hasRemaining() && readable.capacity() == 0) {
            readable = ByteBuffer.allocate(packet);
        }
        readable.clear();
        try {
            return engine.unwrap(received, readable);
        } finally {
            readable.flip();
        }
    }

    private boolean fill() throws IOException {
        received.compact();
        if (!received.hasRemaining()) {
            received = ByteBuffer.allocate(packet).put(received.flip());
        }
        int n = encrypted.read(received.array(), received.position(), received.remaining());
        received.position(received.position() + Math.max(0, n)).flip();
        return n > 0;
    }

    /**
     * With all that the engine has to say of its own.
     *
     * @return whether anything was sent
     */
    private boolean send(ByteBuffer plain) throws IOException {
        ByteBuffer sendable = ByteBuffer.allocate(packet);
        boolean any = false;
        do {
            engine.wrap(plain, sendable.clear());
            wire.write(sendable.array(), 0, sendable.position());
            any |= sendable.position() > 0;
        } while (sendable.position() > 0
                && (plain.hasRemaining()
                        || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP));
        return any;
    }

    InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return ready() ? readable.get() & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!ready()) {
                    return -1;
                }
                int n = Math.min(length, readable.remaining());
                readable.get(into, offset, n);
                return n;
            }

            @Override
            public int available() {
                return readable.remaining();
            }
        };
    }

    private boolean ready() throws IOException {
        while (!readable.hasRemaining()) {
            if (!step()) {
                return false;
            }
        }
        return true;
    }

    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                send(ByteBuffer.wrap(from, offset, length));
            }
        };
    }

    /** Says that nothing more will be sent. */
    void endOutput() throws IOException {
        engine.closeOutbound();
        send(NOTHING);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            endOutput();
        } catch (IOException _) {
            // It is closed either way, and nobody waits for what was still to be said.
        } finally {
            tcp.closeQuietly();
            ReferenceCountUtil.release(engine);
        }
    }
}
