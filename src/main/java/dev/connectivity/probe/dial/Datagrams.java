package dev.connectivity.probe.dial;

import dev.connectivity.probe.Deadline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** Datagrams to and from one endpoint, and nobody else. */
public final class Datagrams implements AutoCloseable {

    /** The largest that UDP over IPv4 carries. */
    private static final int LARGEST = 65_507;

    private final DatagramSocket socket;

    private Datagrams(DatagramSocket socket) {
        this.socket = socket;
    }

    static Datagrams to(Endpoint endpoint) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        try {
            socket.connect(new InetSocketAddress(endpoint.checked(), endpoint.address().port()));
            return new Datagrams(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length));
    }

    /**
     * @throws java.net.SocketTimeoutException at the deadline
     * @throws java.net.PortUnreachableException where the endpoint answered that nothing listens
     */
    public byte[] receive(Deadline deadline) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.setSoTimeout(deadline.millisLeft());
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
        socket.close();
    }
}
