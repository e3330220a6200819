package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.DnsSpec;
import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsReaderTest {

    private static final Field FIELD = new Field("spec.upstreams[0].probe.dns");

    @ParameterizedTest
    @CsvSource({
        "10.96.0.10:53, 10.96.0.10, 53",
        "ns.example.test, ns.example.test, 53",
        "ns.example.test:0005353, ns.example.test, 5353",
        "2001:db8::53, 2001:db8::53, 53",
        "::1, ::1, 53"
    })
    void aNameServerIsAHostAndMayHaveAPort(String text, String host, int port) {
        assertThat(DnsReader.read(new DnsSpec(RecordType.SRV, text), FIELD))
                .isEqualTo(
                        new Upstream.Dns(
                                RecordType.SRV, Optional.of(new Upstream.NameServer(host, port))));
    }

    @Test
    void withoutMoreTheAddressIsAskedForWherePodsAsk() {
        assertThat(DnsReader.read(null, FIELD)).isEqualTo(Upstream.Dns.DEFAULT);
    }
}
