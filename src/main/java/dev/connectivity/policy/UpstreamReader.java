package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.api.v1alpha1.UpstreamSpec;
import dev.connectivity.api.v1alpha1.UpstreamSpec.Importance;
import java.time.Duration;
import java.util.Set;

final class UpstreamReader {

    private static final UpstreamSpec.ProbeSpec NO_PROBE =
            new UpstreamSpec.ProbeSpec(null, null, null, null, null, null, null);
    private static final Timing TIMING = new Timing(Duration.ofSeconds(15), Duration.ofSeconds(10));
    private static final Pacing.Circuit CIRCUIT = new Pacing.Circuit(5, Duration.ofSeconds(30), 2);

    static Upstream read(UpstreamSpec spec, Set<String> secrets, Field field) {
        var name = field.at("name").text(spec.name(), Notation.Label, 63);
        var probe = or(spec.probe(), NO_PROBE);
        var url = UrlReader.read(spec.url(), field.at("url"));
        var scheme = Scheme.of(url.getScheme()).orElseThrow();
        var pacing = pacing(spec, probe, field);
        var tls = TlsReader.read(probe.tls(), secrets, field.at("probe").at("tls"));
        field.at("probe")
                .at("tls")
                .at("startTls")
                .demand(tls.startTls().isEmpty() || scheme == Scheme.TLS, Demands.START_TLS);
        return new Upstream(
                name,
                url,
                or(spec.importance(), Importance.Required) == Importance.Required,
                HttpReader.read(
                        probe.http(),
                        scheme,
                        secrets,
                        pacing.timeout(),
                        field.at("probe").at("http")),
                tls,
                DnsReader.read(probe.dns(), field.at("probe").at("dns")),
                GrpcReader.read(probe.grpc(), field.at("probe").at("grpc")),
                LoginReader.read(
                        probe.login(),
                        scheme,
                        new SecretKeyReader(secrets),
                        field.at("probe").at("login")),
                pacing,
                FallbackReader.read(spec.fallback(), scheme, field.at("fallback")));
    }

    private static Pacing pacing(UpstreamSpec spec, UpstreamSpec.ProbeSpec probe, Field field) {
        var timing = Timing.read(probe.interval(), probe.timeout(), TIMING, field.at("probe"));
        return new Pacing(
                timing.interval(),
                timing.timeout(),
                RetryReader.read(spec.retry(), field.at("retry")),
                CircuitReader.read(spec.circuit(), CIRCUIT, field.at("circuit")));
    }

    private UpstreamReader() {}
}
