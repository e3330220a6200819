package dev.connectivity.cli.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** On real sockets; root alone may begin a process of another user. */
class NeighbourTest {

    private static final int OTHER = 54_321;
    private static final int SOON_MILLIS = 30_000;

    private final long own =
            ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();

    NeighbourTest() throws Exception {}

    @Test
    void theOwnerOfAConnectionIsTold() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket mine = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(mine.isConnected()).isTrue();
            assertThat(Neighbour.user(theirs(accepted), ours(accepted))).contains(own);
            assertThat(Neighbour.isSomebodyElse(theirs(accepted), ours(accepted))).isFalse();
        }
    }

    @Test
    void anotherUserIsTold() throws Exception {
        assumeThat(own).as("root").isZero();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(SOON_MILLIS);
            Process other =
                    new ProcessBuilder(
                                    "setpriv",
                                    "--reuid=" + OTHER,
                                    "--clear-groups",
                                    "bash",
                                    "-c",
                                    "exec 3<>/dev/tcp/127.0.0.1/%d; read -r <&3"
                                            .formatted(server.getLocalPort()))
                            .start();
            try (Socket accepted = server.accept()) {
                assertThat(Neighbour.user(theirs(accepted), ours(accepted))).contains((long) OTHER);
            } finally {
                other.destroy();
            }
        }
    }

    private static InetSocketAddress theirs(Socket accepted) {
        return (InetSocketAddress) accepted.getRemoteSocketAddress();
    }

    private static InetSocketAddress ours(Socket accepted) {
        return (InetSocketAddress) accepted.getLocalSocketAddress();
    }
}
