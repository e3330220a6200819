package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.DnsSpec;
import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.policy.Upstream.Dns;
import dev.connectivity.policy.Upstream.NameServer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

final class DnsReader {

    private static final DnsSpec EMPTY = new DnsSpec(null, null);
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+):([0-9]+)");
    private static final int PORT = 53;
    private static final int LONGEST = 261;

    static Dns read(@Nullable DnsSpec given, Field field) {
        var spec = or(given, EMPTY);
        return new Dns(
                or(spec.type(), RecordType.A),
                Optional.ofNullable(spec.server()).map(it -> server(it, field.at("server"))));
    }

    private static NameServer server(String given, Field field) {
        var text = field.text(given, Notation.NameServer, LONGEST);
        var parts = WITH_PORT.matcher(text);
        return parts.matches()
                ? new NameServer(parts.group(1), Integer.parseInt(parts.group(2)))
                : new NameServer(text, PORT);
    }

    private DnsReader() {}
}
