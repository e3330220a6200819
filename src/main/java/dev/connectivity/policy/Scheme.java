package dev.connectivity.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The schemes that an upstream's URL may have; each picks how it is asked. */
public enum Scheme {
    HTTP(80, false, true),
    HTTPS(443, true, true),
    TCP(false);

    private final OptionalInt port;
    private final boolean tls;
    private final boolean path;

    /** Needs a port in the URL. */
    Scheme(boolean tls) {
        this(OptionalInt.empty(), tls, false);
    }

    Scheme(int port, boolean tls, boolean path) {
        this(OptionalInt.of(port), tls, path);
    }

    Scheme(OptionalInt port, boolean tls, boolean path) {
        this.port = port;
        this.tls = tls;
        this.path = path;
    }

    public static Optional<Scheme> of(String text) {
        return Arrays.stream(values()).filter(it -> it.text().equals(text)).findFirst();
    }

    /** As in a URL. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the URL names none; empty: it must name one. */
    public OptionalInt defaultPort() {
        return port;
    }

    /** TLS from the first byte. */
    public boolean tls() {
        return tls;
    }

    /** Whether a path and a query may follow the host. */
    public boolean carriesPath() {
        return path;
    }
}
