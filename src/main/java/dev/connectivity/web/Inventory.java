package dev.connectivity.web;

import dev.connectivity.view.Seen;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the policies are known, and by whom. */
public interface Inventory {

    /** Those that hold a policy. */
    Set<String> namespaces();

    /** Those that this replica has watched; where it leads, with all that it knows of them. */
    Stream<Seen> policies(String namespace);

    /** Empty where there is none of this name. */
    Optional<Seen> policy(String namespace, String name);

    /** Whether this replica leads: only then it probes. */
    boolean leads();

    /** The leader's pod; empty where this replica leads, or none is known. */
    Optional<InetAddress> leader();
}
