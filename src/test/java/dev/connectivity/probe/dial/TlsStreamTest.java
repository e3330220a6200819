package dev.connectivity.probe.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectivity.probe.Deadline;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.TlsOptions.Verification;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsStreamTest {

    /** Many records, none of which ends where a read does. */
    private static final byte[] LONG =
            "all is well; ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

    private static final int ROUNDS = 100;

    /** Which library shakes hands. */
    enum Library {
        Native {
            @Override
            TlsEngines engines() {
                return NativeTls.of(
                        ANYBODY, new ClientIdentity(Optional.empty()), new AnyCertificate());
            }
        },
        Runtime {
            @Override
            TlsEngines engines() {
                return RuntimeTls.of(
                        ANYBODY, new ClientIdentity(Optional.empty()), new AnyCertificate());
            }
        };

        private static final TlsOptions ANYBODY = TlsOptions.of(Verification.None);

        abstract TlsEngines engines();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentComesBackWhole(Library library) throws IOException {
        try (FakeServer server =
                FakeServer.secured(
                        TestCertificates.serverWith(TestCertificates.GOOD),
                        client -> {
                            byte[] heard = client.getInputStream().readNBytes(LONG.length);
                            client.getOutputStream().write(heard);
                            client.close();
                        })) {
            try (TlsStream stream = connect(server, library)) {
                stream.handshake();
                stream.out().write(LONG);
                assertThat(stream.in().readAllBytes()).hasSize(LONG.length).isEqualTo(LONG);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStillToComeIsReadAfterOurOwnEnd(Library library) throws IOException {
        try (FakeServer server =
                FakeServer.secured(
                        TestCertificates.serverWith(TestCertificates.GOOD),
                        client -> {
                            assertThat(client.getInputStream().read()).isEqualTo(-1);
                            client.getOutputStream().write(LONG);
                            client.close();
                        })) {
            try (TlsStream stream = connect(server, library)) {
                stream.handshake();
                stream.endOutput();
                assertThat(stream.in().readAllBytes()).hasSize(LONG.length).isEqualTo(LONG);
            }
        }
    }

    /** It said that it ends, and leaves the connection open. */
    @ParameterizedTest
    @EnumSource
    @Timeout(30)
    void aServerThatEndsItsPartIsTheEndOfReading(Library library) throws IOException {
        try (FakeServer server =
                FakeServer.secured(
                        TestCertificates.serverWith(TestCertificates.GOOD),
                        client -> {
                            client.getInputStream().read();
                            client.getOutputStream().write('x');
                            client.shutdownOutput();
                        })) {
            try (TlsStream stream = connect(server, library)) {
                stream.handshake();
                stream.out().write('a');
                assertThat(stream.in().read()).isEqualTo('x');
                stream.out().write('b');
                assertThat(stream.in().read()).isEqualTo(-1);
            }
        }
    }

    /** Counted by the allocator and by the engines themselves. */
    @ParameterizedTest
    @EnumSource(names = "Native")
    void noEngineAndNoBufferIsLeft(Library library) throws IOException {
        long before = buffers();
        try (FakeServer good = secured();
                FakeServer babbling = FakeServer.saying("220 mail.example.test\r\n");
                FakeServer resetting = FakeServer.resetting()) {
            for (int i = 0; i < ROUNDS; i++) {
                try (TlsStream stream = connect(good, library)) {
                    stream.handshake();
                    stream.close();
                    assertThat(((ReferenceCounted) stream.engine()).refCnt()).isZero();
                }
                for (FakeServer bad : new FakeServer[] {babbling, resetting}) {
                    TlsStream stream = connect(bad, library);
                    assertThatThrownBy(stream::handshake).isInstanceOf(IOException.class);
                    stream.close();
                    assertThat(((ReferenceCounted) stream.engine()).refCnt()).isZero();
                }
            }
        }
        // Other threads of this process have some too, a few more or less as they come and go.
        assertThat(buffers()).isLessThan(before + ROUNDS / 2);
    }

    private static long buffers() {
        return Stream.of(PooledByteBufAllocator.DEFAULT.metric())
                .flatMap(it -> Stream.concat(it.directArenas().stream(), it.heapArenas().stream()))
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }

    private static FakeServer secured() {
        return FakeServer.secured(
                TestCertificates.serverWith(TestCertificates.GOOD),
                client -> client.getInputStream().read());
    }

    private static TlsStream connect(FakeServer server, Library library) throws IOException {
        Deadline deadline = Deadline.after(TimeSource.system(), Duration.ofSeconds(30));
        DeadlineSocket socket = new DeadlineSocket(deadline);
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.address().port()),
                30_000);
        return new TlsStream(socket, library.engines().of("localhost"));
    }
}
