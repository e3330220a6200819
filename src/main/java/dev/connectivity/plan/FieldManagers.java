package dev.connectivity.plan;

/** The names under which fields of other people's objects are held: one for each concern. */
public final class FieldManagers {

    /** Ports, variables and probes. */
    public static final String ALIGNMENT = "connectivity-operator";

    /** What is switched while a dependency is down. */
    public static final String FALLBACK = "connectivity-operator-fallback";

    private FieldManagers() {}
}
