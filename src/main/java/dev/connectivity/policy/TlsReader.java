package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.api.v1alpha1.TlsSpec;
import dev.connectivity.policy.Upstream.Tls;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class TlsReader {

    private static final TlsSpec EMPTY = new TlsSpec(null, null, null, null, null);

    static Tls read(@Nullable TlsSpec given, Set<String> secrets, Field field) {
        var spec = or(given, EMPTY);
        var keys = new SecretKeyReader(secrets);
        var client = field.at("clientCertificate").at("secret");
        var warning = field.at("expiryWarning");
        return new Tls(
                Optional.ofNullable(spec.ca()).map(it -> keys.key(it, field.at("ca"))),
                Optional.ofNullable(spec.clientCertificate())
                        .map(it -> keys.name(it.secret(), client)),
                Optional.ofNullable(spec.serverName())
                        .map(it -> field.at("serverName").text(it, Notation.Subdomain, 253)),
                Optional.ofNullable(spec.startTls()),
                spec.expiryWarning() == null
                        ? Tls.DEFAULT.expiryWarning()
                        : warning.duration(spec.expiryWarning()));
    }

    private TlsReader() {}
}
