package dev.connectivity.plan;

import java.util.Set;

/** The names under which fields of other people's objects are held: one for each concern. */
public final class FieldManagers {

    /** Ports, variables and probes. */
    public static final String ALIGNMENT = "connectivity-operator";

    /** What is switched while a dependency is down. */
    public static final String FALLBACK = "connectivity-operator-fallback";

    /** What a mesh or a gateway is told, in objects of our own. */
    public static final String TRAFFIC = "connectivity-operator-traffic";

    /** Of those in other people's objects. */
    public static final Set<String> ALL = Set.of(ALIGNMENT, FALLBACK);

    private FieldManagers() {}
}
