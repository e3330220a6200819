package dev.connectivity.api.v1alpha1;

/**
 * Why something is as it is: the only vocabulary for condition reasons, event reasons, metric labels and runbook anchors.
 * Each is claimed only when the evidence that its comment names was seen; with less, its parent or {@link #Undetermined}.
 * Entries are added, never renamed or removed.
 */
public enum Reason {
    // ---- the workload
    /** Refused on the port that traffic is sent to, and accepted on the policy's port, on every running pod. */
    PortMismatch,
    /** Accepted on the port that traffic is sent to, and refused on the policy's: the policy claims a wrong port. */
    PolicyPortRefused,
    /** A kubelet probe asks a port that refuses on every running pod, or is not as the policy declares it. */
    ProbeInconsistent,
    /** Every container runs, and both the policy's port and the one that traffic is sent to refuse. */
    ListenerNotStarted,
    /** The workload's container is in CrashLoopBackOff, or ended and is waiting to be started again. */
    ProcessCrashing,
    /** A Service that selects the pods has no ready endpoint, and no more specific cause was seen. */
    NoReadyEndpoints,
    /** A named Service selects none of the workload's pods. */
    SelectorMismatch,
    /** A Service's named target port is the name of no container port. */
    TargetPortUnresolvable,
    /** A listed variable holds another port than the one the process listens on, or is not set. */
    EnvironmentInconsistent,
    /** The health path answered with a status outside 200-399, other than 404. */
    HealthEndpointFailing,
    /** The health path answered 404. */
    HealthEndpointNotFound,

    // ---- upstreams, in the words of RFC 9209
    /** No name server answered in time. */
    DNSTimeout,
    /** NXDOMAIN, or no address, for every name of the search list. */
    DNSNameNotFound,
    /** A name server answered with SERVFAIL, REFUSED or another error code. */
    DNSServerFailure,
    /** A connect was answered by a reset: nothing listens there. */
    ConnectionRefused,
    /** A connect was not answered within the attempt's time. */
    ConnectionTimeout,
    /** An established connection was reset or closed before the answer was complete. */
    ConnectionReset,
    /** The kernel has no route to the network. */
    NetworkUnreachable,
    /** The network answered that the host cannot be reached. */
    HostUnreachable,
    /** The address is one that policies may not make the operator connect to. */
    DestinationProhibited,
    /** A connect failed in a way that none of the above names. */
    ConnectFailed,
    /** TLS failed in a way that none of the following names. */
    TLSHandshakeFailed,
    /** A certificate of the chain is past its notAfter. */
    TLSCertificateExpired,
    /** The certificate is not for the name that was asked. */
    TLSNameMismatch,
    /** No path from the certificate to a trusted authority. */
    TLSUntrustedIssuer,
    /** An answer came, with a status that was not declared good. */
    HTTPStatusUnexpected,
    /** 401 or 403, where neither is declared good. */
    HTTPAuthenticationRejected,
    /** Connected, and no complete response head within the attempt's time. */
    HTTPResponseTimeout,
    /** What came back is not HTTP/1.1. */
    HTTPProtocolError,
    /** 429. */
    RateLimited,

    // ---- the database, by SQLSTATE
    /** 28P01. */
    DatabaseAuthenticationFailed,
    /** 28000. */
    DatabaseAccessRejected,
    /** 3D000. */
    DatabaseNotFound,
    /** 53300. */
    DatabaseConnectionsExhausted,
    /** 57P03. */
    DatabaseStarting,
    /** 57P01, 57P02. */
    DatabaseShuttingDown,
    /** The server refuses the TLS that the policy demands, or demands the TLS that the policy disables. */
    DatabaseTLSRequired,
    /** Connected, and no answer to the startup message or the query within the attempt's time. */
    DatabaseResponseTimeout,
    /** An error that none of the above names. */
    DatabaseError,

    // ---- control
    /** The spec cannot be read; the message says what to change. */
    InvalidSpec,
    /** An older policy looks after the same workload. */
    DuplicatePolicy,
    /** A named Secret does not exist. */
    SecretNotFound,
    /** A named Secret lacks the key. */
    SecretKeyMissing,
    /** The operator may not read the Secret. */
    SecretAccessDenied,
    /** The Secret's value is not what the field expects. */
    SecretValueMalformed,
    /** The workload does not exist. */
    WorkloadNotFound,
    /** A named Service does not exist, or has no such port. */
    ServiceNotFound,
    /** Changes are known and were not made: the mode, or a field's owner, leaves that to somebody else. */
    Proposed,
    /** A rollout of ours, or one that ours waits for, is under way. */
    RolloutInProgress,
    /** Another field manager holds a field that must change. */
    FieldOwnershipConflict,
    /** A field of ours keeps coming back with another value. */
    Contested,
    /** The API server, or an admission policy in it, refused a patch. */
    PatchRejected,
    /** A rollout of ours passed its progress deadline and was undone. */
    RolloutFailed,
    /** A circuit is open: its dependency failed too often in a row. */
    CircuitOpen,
    /** The policy is suspended. */
    Suspended,
    /** The evidence seen so far does not tell. */
    Undetermined,

    // ---- positive
    /** The spec is valid, and the policy is its workload's. */
    Accepted,
    /** Everything that the spec names was found. */
    Resolved,
    /** Nothing is left to change. */
    Programmed,
    /** It answers. */
    Reachable,
    /** The policy declares nothing of this kind. */
    NotDeclared,
    /** Everything that Ready gates on is well. */
    Ready,
    /** A rollout of ours completed. */
    RolloutComplete,
    /** A fix was applied. */
    Applied,
    /** A dependency that was down answers again. */
    Recovered
}
