package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A name server on loopback, over UDP and TCP at one port, that says byte for byte what a test
 * makes of each query.
 */
public final class FakeNameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int RESPONSE = 0x8180;
    private static final int CUT_SHORT = 0x0200;

    private final ServerSocket listening;
    private final DatagramSocket datagrams;
    private final Script overUdp;
    private final Script overTcp;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** The messages to answer a query with, none to leave it unanswered. */
    @FunctionalInterface
    public interface Script {
        List<byte[]> answers(byte[] query);
    }

    private FakeNameServer(Script overUdp, Script overTcp) {
        this.overUdp = overUdp;
        this.overTcp = overTcp;
        try {
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            int port = FreePort.next();
            listening = new ServerSocket(port, 50, loopback);
            datagrams = new DatagramSocket(new InetSocketAddress(loopback, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serveUdp);
        Thread.ofVirtual().start(this::serveTcp);
    }

    public static FakeNameServer saying(Script overUdp) {
        return new FakeNameServer(overUdp, _ -> List.of());
    }

    /** Over UDP every answer is cut short. */
    public static FakeNameServer sayingOverTcp(Script overTcp) {
        return new FakeNameServer(query -> List.of(message(query, CUT_SHORT, List.of())), overTcp);
    }

    /** An answer with an error code, or with 0 and no records. */
    public static byte[] code(byte[] query, int code) {
        return message(query, code, List.of());
    }

    /** An answer with records. */
    public static byte[] records(byte[] query, byte[]... records) {
        return message(query, 0, List.of(records));
    }

    /** A record of the name that was asked for. */
    public static byte[] record(int type, byte[] content) {
        return record(new byte[] {(byte) 0xc0, HEADER}, type, content);
    }

    public static byte[] record(byte[] owner, int type, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(owner);
        out.writeBytes(
                ByteBuffer.allocate(10)
                        .putShort((short) type)
                        .putShort((short) 1)
                        .putInt(60)
                        .putShort((short) content.length)
                        .array());
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** A name as it is written in messages. */
    public static byte[] name(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    private static byte[] message(byte[] query, int flags, List<byte[]> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(HEADER)
                        .put(query[0])
                        .put(query[1])
                        .putShort((short) (RESPONSE | flags))
                        .putShort((short) 1)
                        .putShort((short) records.size())
                        .array());
        out.writeBytes(Arrays.copyOfRange(query, HEADER, query.length));
        records.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** Name and type of each query, as {@code db.test 33}, in the order of their first times. */
    public List<String> asked() {
        return asked.stream().distinct().toList();
    }

    public Address address() {
        return new Address("127.0.0.1", listening.getLocalPort(), "shop");
    }

    public InetSocketAddress socketAddress() {
        return (InetSocketAddress) datagrams.getLocalSocketAddress();
    }

    private void serveUdp() {
        byte[] buffer = new byte[1500];
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(query);
                byte[] bytes = Arrays.copyOf(buffer, query.getLength());
                note(bytes);
                for (byte[] answer : overUdp.answers(bytes)) {
                    datagrams.send(
                            new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    private void serveTcp() {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                byte[] query = in.readNBytes(in.readUnsignedShort());
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                for (byte[] answer : overTcp.answers(query)) {
                    out.writeShort(answer.length);
                    out.write(answer);
                }
            } catch (IOException e) {
                // The client has gone, or this; the next turn of the loop tells which.
                continue;
            }
        }
    }

    private void note(byte[] query) {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        for (; query[at] != 0; at += query[at] + 1) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
        }
        asked.add(name + " " + query[at + 2]);
    }

    @Override
    public void close() {
        datagrams.close();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
