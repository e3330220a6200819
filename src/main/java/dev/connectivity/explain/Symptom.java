package dev.connectivity.explain;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;

/** What a gateway can have seen of a request, the most telling first. */
public enum Symptom {
    ConnectRefused(
            Processed.No,
            "The gateway chose an endpoint, and nothing listens on that address and port.",
            "Compare the Service's targetPort with the port that the process listens on, and look"
                    + " whether the process runs and listens on all addresses, not on localhost.",
            Reason.PortMismatch,
            Reason.ListenerNotStarted,
            Reason.ProcessCrashing,
            Reason.ConnectionRefused),
    ConnectTimedOut(
            Processed.No,
            "The gateway chose an endpoint, and its connect was not answered in time.",
            "Look for a NetworkPolicy or firewall that drops packets on the way, and for an"
                    + " endpoint whose pod or node is gone.",
            Reason.ConnectionTimeout),
    NoRoute(
            Processed.No,
            "The gateway chose an endpoint, and the network has no way to it.",
            "Look whether the endpoint's address still belongs to a pod, and at the node's"
                    + " routes.",
            Reason.HostUnreachable,
            Reason.NetworkUnreachable),
    TlsFailed(
            Processed.No,
            "The connection to the endpoint stands, and TLS on it failed.",
            "Look whether both sides speak TLS on this port, and at the certificate's names,"
                    + " issuer and expiry.",
            Reason.TLSHandshakeFailed,
            Reason.TLSCertificateExpired,
            Reason.TLSNameMismatch,
            Reason.TLSUntrustedIssuer),
    ConnectFailed(
            Processed.No,
            "The connect to a chosen endpoint failed before any byte of the request was sent; why"
                    + " is not said.",
            "Look for the transport failure reason in the gateway's log, and compare the Service's"
                    + " targetPort with the port that the process listens on.",
            Reason.PortMismatch,
            Reason.ListenerNotStarted,
            Reason.ConnectionRefused,
            Reason.ConnectionTimeout),
    NoHealthyEndpoint(
            Processed.No,
            "The gateway had no endpoint to choose: none is ready, or all were ejected.",
            "Look at the Service's EndpointSlices, its selector, and the readiness of its pods.",
            Reason.NoReadyEndpoints,
            Reason.SelectorMismatch,
            Reason.TargetPortUnresolvable),
    NoRouteConfigured(
            Processed.No,
            "The gateway has no route for this host and path, or its backend is not known.",
            "Look at the route's hosts, paths and backend, and at its status conditions.",
            Reason.ServiceNotFound),
    CircuitOverflow(
            Processed.No,
            "The gateway's own circuit breaker let no further request or connection through.",
            "Look whether the workload is slow, and raise the breaker's limits only after that.",
            Reason.CircuitOpen),
    DnsFailed(
            Processed.No,
            "The gateway could not resolve the name of its upstream.",
            "Look the name up from where the gateway runs, and at its resolver.",
            Reason.DNSNameNotFound,
            Reason.DNSServerFailure,
            Reason.DNSTimeout),
    ConnectionClosed(
            Processed.Maybe,
            "The connection to the endpoint was closed or reset before an answer came.",
            "Look whether the process ended, or closes idle connections sooner than the gateway"
                    + " does; while a rollout is under way, whether it stops listening before it is"
                    + " taken out of the Service.",
            Reason.ConnectionReset,
            Reason.ProcessCrashing),
    ResponseTimedOut(
            Processed.Maybe,
            "The request was sent, and no answer came within the gateway's time.",
            "Look at what the workload waits for: a database whose pool ran dry, or an upstream"
                    + " that is called without a timeout.",
            Reason.HTTPResponseTimeout,
            Reason.DatabaseConnectionsExhausted),
    RetriesExhausted(
            Processed.Maybe,
            "The gateway tried again as often as it may, and failed each time.",
            "Look at the reason of the last attempt.",
            Reason.Undetermined),
    RateLimited(
            Processed.No,
            "A rate limit refused the request.",
            "Look at the rate limits of the gateway, and who uses them up.",
            Reason.RateLimited),
    ProtocolError(
            Processed.Maybe,
            "What the endpoint sent is not the protocol that the gateway expects.",
            "Look whether the Service's port leads to a process that speaks this protocol:"
                    + " appProtocol, HTTP/2 or TLS where plain HTTP/1.1 is spoken, or another"
                    + " process.",
            Reason.HTTPProtocolError,
            Reason.ProtocolError),
    ClientLeft(
            Processed.Maybe,
            "The client closed its connection before the answer was complete.",
            "Look at the client's timeout; the workload may be slow.",
            Reason.Undetermined);

    private final Processed processed;
    private final String meaning;
    private final String next;

    // List.of gives one that cannot be changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Reason> reasons;

    Symptom(Processed processed, String meaning, String next, Reason... reasons) {
        this.processed = processed;
        this.meaning = meaning;
        this.next = next;
        this.reasons = List.of(reasons);
    }

    /** Whether the workload may have begun with the request. */
    public enum Processed {
        /** It never got there, so that any request may be sent again. */
        No,
        /** Unknown: only what may happen twice may be sent again. */
        Maybe
    }

    public Processed processed() {
        return processed;
    }

    /** What happened, as a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What to look at next, as a sentence. */
    public String next() {
        return next;
    }

    /** What it may be; which of them, a policy for the workload proves. */
    public List<Reason> reasons() {
        return reasons;
    }
}
