package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why something is as it is: the only vocabulary for condition reasons, event reasons, metric
 * labels and runbook anchors. Each is claimed only when the evidence that its meaning names was
 * seen; with less, its parent or {@link #Undetermined}. Entries are added, never renamed or
 * removed.
 */
public enum Reason {
    // ---- the workload
    PortMismatch(
            "Refused on the port that traffic is sent to, and accepted on the policy's port, on"
                    + " every running pod."),
    PolicyPortRefused(
            "Accepted on the port that traffic is sent to, and refused on the policy's: the"
                    + " policy claims a wrong port."),
    ProbeInconsistent(
            "A kubelet probe asks a port that refuses on every running pod, or is not as the"
                    + " policy declares it."),
    ListenerNotStarted(
            "Every container runs, and both the policy's port and the one that traffic is sent"
                    + " to refuse."),
    ProcessCrashing(
            "The workload's container is in CrashLoopBackOff, or ended and is waiting to be"
                    + " started again."),
    NoReadyEndpoints(
            "A Service that selects the pods has no ready endpoint, and no more specific cause"
                    + " was seen."),
    SelectorMismatch("A named Service selects none of the workload's pods."),
    TargetPortUnresolvable("A Service's named target port is the name of no container port."),
    EnvironmentInconsistent(
            "A listed variable holds another port than the one the process listens on, or is not"
                    + " set; or a pool's settings are not as the policy asks for."),
    HealthEndpointFailing(
            "The health path answered with a status outside 200-399, other than 404."),
    HealthEndpointNotFound("The health path answered 404."),
    LivenessUnsafe(
            "A liveness probe asks what readiness asks, or by its name a dependency: while that is"
                    + " down, every pod is restarted."),
    ProbeTimeoutUnsafe(
            "A readiness probe says nothing of its timeout, or a probe may take longer than its"
                    + " period."),
    BindAddressInherited(
            "A Next.js container leaves HOSTNAME, by which its server binds, to Kubernetes, which"
                    + " sets it to the pod's name."),

    // ---- upstreams, in the words of RFC 9209
    DNSTimeout("No name server answered in time."),
    DNSNameNotFound(
            "NXDOMAIN, or no address or record of the wanted type, for every name of the search"
                    + " list."),
    DNSServerFailure("A name server answered with SERVFAIL, REFUSED or another error code."),
    ConnectionRefused(
            "A connect was answered by a reset, or a datagram by an unreachable port: nothing"
                    + " listens there."),
    ConnectionTimeout("A connect was not answered within the attempt's time."),
    ConnectionReset(
            "An established connection was reset or closed before the answer was complete."),
    NetworkUnreachable("The kernel has no route to the network."),
    HostUnreachable("The network answered that the host cannot be reached."),
    DestinationProhibited("The address is one that policies may not make the operator connect to."),
    ConnectFailed("A connect failed in a way that none of the above names."),
    TLSHandshakeFailed("TLS failed in a way that none of the following names."),
    TLSCertificateExpired("A certificate of the chain is past its notAfter."),
    TLSNameMismatch("The certificate is not for the name that was asked."),
    TLSUntrustedIssuer("No path from the certificate to a trusted authority."),
    TLSClientCertificateRejected(
            "The server ended the connection with an alert about our client certificate, or over"
                    + " the lack of one."),
    TLSCertificateExpiringSoon(
            "A certificate of the chain that the server shows ends within the declared"
                    + " expiryWarning."),
    HTTPStatusUnexpected("An answer came, with a status that was not declared good."),
    HTTPAuthenticationRejected("401 or 403, where neither is declared good."),
    HTTPResponseTimeout("Connected, and no complete response head within the attempt's time."),
    HTTPProtocolError("What came back is not the HTTP version that was asked."),
    HTTPHeaderUnexpected(
            "An answer came with a good status, and a header field is not as declared in"
                    + " responseHeaders."),
    HTTPBodyUnexpected(
            "An answer came with a good status, and the first 64 KiB of its body are not as"
                    + " declared in body."),
    HTTPResponseSlow("An answer came as declared, but later than the declared maxLatency."),
    HTTPRedirectRefused(
            "An answer redirects once too often, from https to http, or to what is no http URL."),
    HTTPUpgradeFailed(
            "An answer to a WebSocket handshake came, and is no upgrade: not 101, or without the"
                    + " accept value of the key that was sent."),
    GRPCNotServing(
            "The gRPC health service answered with another status than SERVING, or does not know"
                    + " the service."),
    GRPCUnimplemented("The gRPC server has no health service: grpc-status 12."),
    AuthenticationRejected("The server refused the login, or demands one where none is declared."),
    ResponseTimeout("Connected, and no complete answer within the attempt's time."),
    ProtocolError("What came back is not the protocol that was asked."),
    ServerError("The server speaks its protocol and answered with an error."),
    RateLimited("429."),

    // ---- the database, by SQLSTATE, or by the error number of MySQL and MariaDB
    DatabaseAuthenticationFailed("28P01; 1045, 1698, 1862."),
    DatabaseAccessRejected("28000, or 42501 at the login; 1044, 1130, 3118, 4151."),
    DatabaseNotFound("3D000; 1049."),
    DatabaseConnectionsExhausted(
            "53300; 1040, 1203, or 1226 at the login. Of a finding: nine tenths of the usable"
                    + " connections were in use."),
    DatabaseStarting("57P03."),
    DatabaseShuttingDown("57P01, 57P02; 1053."),
    DatabaseReadOnly(
            "25006; 1290, 1836. Or it answered that it is in recovery or read only, where the"
                    + " policy demands a server that takes writes."),
    DatabaseReplicationLag(
            "A replica said that it is further behind its primary than the policy allows, or that"
                    + " it applies nothing."),
    DatabaseSourceBlocked("1129."),
    DatabaseProxyRefused(
            "A proxy or pooler let us connect and refused to pass us on to a server: a SQLSTATE of"
                    + " class 08; 2002, 2003, 2013, 9001."),
    DatabaseTLSRequired(
            "The server refuses the TLS that the policy demands, or demands the TLS that the"
                    + " policy disables: 3159."),
    DatabaseCredentialsStale(
            "The database refused the login that the Secret held; with what it holds now it lets"
                    + " in; and pods run that took theirs from the Secret before it changed."),
    DatabaseResponseTimeout(
            "Connected, and no answer to the startup message or the query within the attempt's"
                    + " time."),
    DatabasePoolOverBudget(
            "The workload's pods may open more connections than are meant for it, or all policies"
                    + " together more than the server accepts."),
    DatabasePoolUnderBudget(
            "The pools are smaller than the policy asks for, since they did not fit once, and now"
                    + " larger ones do."),
    DatabaseError("An error that none of the above names."),

    // ---- control
    InvalidManifest(
            "A manifest is not YAML or JSON, or the API server would refuse it for a field's type"
                    + " or absence."),
    InvalidSpec("The spec cannot be read; the message says what to change."),
    DuplicatePolicy("An older policy looks after the same workload."),
    SecretNotFound("A named Secret does not exist."),
    SecretKeyMissing("A named Secret lacks the key."),
    SecretAccessDenied("The operator may not read the Secret."),
    SecretValueMalformed("The Secret's value is not what the field expects."),
    WorkloadNotFound("The workload does not exist."),
    ServiceNotFound("A named Service does not exist, or has no such port."),
    RouteNotFound("A route that spec.traffic names does not exist."),
    ProviderNotInstalled(
            "The API server does not serve a kind that spec.traffic.provider is told by."),
    TrafficInconsistent(
            "A traffic resource that the policy asks for is missing, or says something else than"
                    + " the policy; or somebody else's governs the same host or route."),
    Proposed(
            "Changes are known and were not made: the mode, or a field's owner, leaves that to"
                    + " somebody else."),
    RolloutInProgress("A rollout of ours, or one that ours waits for, is under way."),
    FieldOwnershipConflict("Another field manager holds a field that must change."),
    Contested("A field of ours keeps coming back with another value."),
    PatchRejected("The API server, or an admission policy in it, refused a patch."),
    RecoveryObjectiveMissed(
            "A dependency, the workload or all that is required was back later than the objective"
                    + " allows, from the first failed attempt to the first good one."),
    RolloutFailed("A rollout of ours passed its progress deadline and was undone."),
    Flapping(
            "A dependency was lost again after six changes between up and down within a window of"
                    + " 20 intervals, and there was no window without a change since."),
    CircuitOpen("A circuit is open: its dependency failed too often in a row."),
    FallbackActive("A declared fallback has taken an upstream's place since its circuit opened."),
    FallbackHeld(
            "An upstream answers again, and its fallback stays on, since it was switched as often"
                    + " within an hour as the policy allows."),
    FallbackUnavailable(
            "A declared fallback could not take its upstream's place: what it needs is missing, or"
                    + " is somebody else's."),
    Suspended("The policy is suspended."),
    InsufficientData(
            "The objectives' window holds fewer samples than it takes for one failure to be within"
                    + " the budget."),
    ErrorBudgetExhausted(
            "More samples within the objectives' window failed, or were slow, than the objective"
                    + " allows."),
    RecoveryUnachievable(
            "By the policy's own intervals, timeouts and budgets what is lost may be back later"
                    + " than its objective allows."),
    Undetermined("The evidence seen so far does not tell."),

    // ---- positive
    Accepted("The spec is valid, and the policy is its workload's."),
    Resolved("Everything that the spec names was found."),
    Programmed("Nothing is left to change."),
    Reachable("It answers."),
    NotDeclared("The policy declares nothing of this kind."),
    WithinBudget("No more failed, or were slow, than the objectives allow."),
    Ready("Everything that Ready gates on is well."),
    RolloutComplete("A rollout of ours completed."),
    Applied("A fix was applied."),
    Recovered("A dependency that was down answers again.");

    private static final Map<String, Reason> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(Reason::name, Function.identity()));

    private final String meaning;

    Reason(String meaning) {
        this.meaning = meaning;
    }

    /** The evidence on which it is claimed, as a sentence for documentation. */
    public String meaning() {
        return meaning;
    }

    /**
     * A status that a newer operator wrote may have reasons that this one does not know: {@link
     * #Undetermined}, since one policy's unreadable status would end the watch of all.
     */
    @JsonCreator
    static Reason read(String name) {
        return BY_NAME.getOrDefault(name, Undetermined);
    }
}
