package dev.connectivity.probe;

/** The steps of one attempt, in their order. */
public enum Phase {
    /** Name to addresses. */
    Resolve,
    /** TCP connect. */
    Connect,
    /** TLS handshake. */
    Handshake,
    /** Login, where the protocol has one. */
    Authenticate,
    /** Until the request was written. */
    Request,
    /** Until the answer was read. */
    Response
}
