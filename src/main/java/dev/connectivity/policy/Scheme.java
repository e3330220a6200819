package dev.connectivity.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The schemes that an upstream's URL may have; each picks how it is asked. */
public enum Scheme {
    HTTP(80, false, true),
    HTTPS(443, true, true),
    WS(80, false, true),
    WSS(443, true, true),
    TCP(false),
    TLS(true),
    DNS(53, false, false),
    GRPC(false),
    GRPCS(true),
    REDIS(6379, false, false),
    REDISS(6379, true, false),
    AMQP(5672, false, true),
    AMQPS(5671, true, true),
    KAFKA(9092, false, false),
    KAFKAS(true),
    /** TLS where the server demands it. */
    NATS(4222, false, false),
    SMTP(25, false, false),
    SMTPS(465, true, false);

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

    /** Whether a path may be a virtual host alone, without further slashes and query. */
    public boolean pathIsVirtualHost() {
        return switch (this) {
            case AMQP, AMQPS -> true;
            case HTTP, HTTPS, WS, WSS, TCP, TLS, DNS -> false;
            case GRPC, GRPCS, REDIS, REDISS, KAFKA, KAFKAS, NATS, SMTP, SMTPS -> false;
        };
    }

    public LoginKind login() {
        return switch (this) {
            case REDIS, REDISS, NATS -> LoginKind.Password;
            case AMQP, AMQPS, KAFKA, KAFKAS -> LoginKind.NameAndPassword;
            case HTTP, HTTPS, WS, WSS, TCP, TLS, DNS, GRPC, GRPCS, SMTP, SMTPS -> LoginKind.None;
        };
    }

    /** What a declared login must hold. */
    public enum LoginKind {
        /** There must be none. */
        None,
        /** A name beside it is optional. */
        Password,
        NameAndPassword
    }
}
