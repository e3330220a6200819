package dev.connectivity.traffic;

import dev.connectivity.policy.Upstream;

/** What a proxy between a workload and its upstream sees of their protocol. */
enum Wire {
    /** Requests, which it can repeat. */
    HTTP("HTTP"),
    /** The same, of gRPC. */
    GRPC("GRPC"),
    /** The name that is called, and nothing else. */
    TLS("TLS"),
    /** Addresses alone. */
    TCP("TCP"),
    /** Nothing: it does not pass by a proxy. */
    NONE("");

    private final String protocol;

    Wire(String protocol) {
        this.protocol = protocol;
    }

    /** As Istio calls it. */
    String protocol() {
        return protocol;
    }

    boolean hasRequests() {
        return this == HTTP || this == GRPC;
    }

    static Wire of(Upstream upstream) {
        return switch (upstream.scheme()) {
            case HTTP, WS -> HTTP;
            case GRPC -> GRPC;
            case HTTPS, WSS, GRPCS, REDISS, AMQPS, KAFKAS, SMTPS -> TLS;
            case TLS -> upstream.tls().startTls().isEmpty() ? TLS : TCP;
            case TCP, REDIS, AMQP, KAFKA, NATS, SMTP -> TCP;
            case DNS -> NONE;
        };
    }
}
