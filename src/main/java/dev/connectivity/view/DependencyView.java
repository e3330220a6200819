package dev.connectivity.view;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import java.util.Optional;

/**
 * A database or an upstream.
 *
 * @param id as in a status: {@code database}, {@code upstream/} and a name
 * @param address scheme, host and port of an upstream; the engine of a database, whose address may
 *     be in a Secret
 * @param status as last told; its fallback is there only where one is declared
 * @param fallback what takes its place, in words; empty where none is declared
 * @param trail its last attempts; empty before the first, and on a standby
 */
public record DependencyView(
        String id,
        String name,
        Kind kind,
        String address,
        boolean required,
        DependencyStatus status,
        Optional<String> fallback,
        Optional<Trail> trail) {

    /** What it is. */
    public enum Kind {
        Database,
        Upstream
    }
}
