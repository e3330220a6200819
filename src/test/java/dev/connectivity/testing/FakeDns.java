package dev.connectivity.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A name server on loopback; what it was not told of does not exist. */
public final class FakeDns implements AutoCloseable {

    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int FAMILIES = 2;
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;
    private static final int SILENCE = -1;

    private final DatagramSocket socket;
    private final Map<String, List<InetAddress>> zone = new ConcurrentHashMap<>();
    private final Map<String, List<InetAddress>> later = new ConcurrentHashMap<>();
    private final Map<String, Integer> codes = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    public FakeDns() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public FakeDns with(String name, String... addresses) {
        zone.put(name, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    /** What a name has once its first addresses were told, both families. */
    public FakeDns then(String name, String... addresses) {
        later.put(name, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    public FakeDns failing(String name) {
        codes.put(name, SERVFAIL);
        return this;
    }

    public FakeDns silent(String name) {
        codes.put(name, SILENCE);
        return this;
    }

    /** From now on it answers for this name. */
    public void healed(String name) {
        codes.remove(name);
    }

    /** Names in the order in which they were first asked for. */
    public List<String> asked() {
        return asked.stream().distinct().toList();
    }

    public long asked(String name) {
        return asked.stream().filter(name::equals).count();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                byte[] reply = reply(Arrays.copyOf(buffer, query.getLength()));
                if (reply.length > 0) {
                    socket.send(new DatagramPacket(reply, reply.length, query.getSocketAddress()));
                }
            } catch (IOException e) {
                close();
            }
        }
    }

    private byte[] reply(byte[] query) {
        int end = 12;
        StringBuilder name = new StringBuilder();
        while (query[end] != 0) {
            name.append(name.isEmpty() ? "" : ".").append(new String(query, end + 1, query[end]));
            end += query[end] + 1;
        }
        String asked = name.toString().toLowerCase(Locale.ROOT);
        this.asked.add(asked);
        if (asked(asked) > FAMILIES && later.containsKey(asked)) {
            zone.put(asked, later.get(asked));
        }
        int type = query[end + 2];
        int code = codes.getOrDefault(asked, zone.containsKey(asked) ? 0 : NXDOMAIN);
        List<InetAddress> answers =
                zone.getOrDefault(asked, List.of()).stream()
                        .filter(a -> type == (a.getAddress().length == 4 ? A : AAAA))
                        .toList();
        byte[] question = Arrays.copyOfRange(query, 12, end + 5);
        return code == SILENCE
                ? new byte[0]
                : message(query, question, code, code == 0 ? answers : List.of());
    }

    private static byte[] message(
            byte[] query, byte[] question, int code, List<InetAddress> answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(12)
                        .put(query[0])
                        .put(query[1])
                        .putShort((short) (0x8180 | code))
                        .putShort((short) 1)
                        .putShort((short) answers.size())
                        .array());
        out.writeBytes(question);
        for (InetAddress answer : answers) {
            byte[] bytes = answer.getAddress();
            out.writeBytes(
                    ByteBuffer.allocate(12 + bytes.length)
                            .putShort((short) 0xc00c)
                            .putShort((short) (bytes.length == 4 ? A : AAAA))
                            .putShort((short) 1)
                            .putInt(60)
                            .putShort((short) bytes.length)
                            .put(bytes)
                            .array());
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
