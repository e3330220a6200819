package dev.connectivity.probe.dial;

import dev.connectivity.probe.dial.ClusterAddresses.Forward;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Decides what may be connected to for a policy. Its author chooses the name, and we have a better
 * place in the network than its author has: so nothing is reached that belongs to the machines, to
 * the control plane or to another tenant.
 *
 * <p>What the administrator allows wins over everything; then every rule counts, for the name, for
 * the address, for each IPv4 address that it embeds, and for what a Service at that address leads
 * to. A {@code ::} block of prefix 96 is judged as IPv4, so {@code ::} and {@code ::1} have their
 * own entries.
 */
public final class AddressGuard {

    private static final String BY_ADMINISTRATOR = "denied by the administrator";
    private static final String OTHER_SERVICE = "a Service of another namespace";

    /**
     * Where an administrator draws the line.
     *
     * @param allow may be asked although it is prohibited otherwise
     * @param clusterDomain as {@code cluster.local}
     * @param otherNamespaces whether Services of other namespaces may be asked by name
     */
    public record Rules(
            Destinations allow, Destinations deny, String clusterDomain, boolean otherNamespaces) {

        /**
         * @param allow blocks of addresses and names, as {@code 10.0.0.0/8} and {@code
         *     *.example.test}
         * @throws IllegalArgumentException saying how to write an entry that is neither
         */
        public static Rules of(
                Collection<String> allow,
                Collection<String> deny,
                String clusterDomain,
                boolean otherNamespaces) {
            return new Rules(
                    Destinations.parse(allow),
                    Destinations.parse(deny),
                    Hosts.plain(clusterDomain),
                    otherNamespaces);
        }
    }

    /** A name that was looked up, absolute, and the namespace of the policy that asked for it. */
    private record Asked(String name, String namespace) {}

    private final ClusterAddresses cluster;
    private final Rules rules;

    public AddressGuard(ClusterAddresses cluster, Rules rules) {
        this.cluster = cluster;
        this.rules = rules;
    }

    /**
     * Why a host may not even be looked up, in a few words; empty where it may. A name of one label
     * may be a Service's of the policy's own namespace, and is judged once it is absolute.
     *
     * @param host as it was written
     */
    Optional<String> prohibition(String host) {
        if (Hosts.isDisguised(host)) {
            return Optional.of("an address must be written as 203.0.113.7 or 2001:db8::7");
        }
        String name = Hosts.plain(host);
        return name.indexOf('.') < 0 || rules.allow().contain(name)
                ? Optional.empty()
                : ofName(name);
    }

    /**
     * Why {@code address} may not be connected to, in a few words; empty where it may.
     *
     * @param name the absolute name that has the address: a Service's name vouches for the pods of
     *     its own namespace
     * @param namespace the policy's
     */
    public Optional<String> prohibition(InetAddress address, String name, String namespace) {
        if (rules.allow().contain(name) || rules.allow().contain(address)) {
            return Optional.empty();
        }
        Asked asked = new Asked(name, namespace);
        return ofName(name)
                .or(() -> ofNamespace(asked))
                .or(() -> ofForms(address, form -> ofAddress(form, asked)))
                .or(() -> ofForwards(address, asked));
    }

    private Optional<String> ofName(String name) {
        return rules.deny().contain(name) ? Optional.of(BY_ADMINISTRATOR) : Prohibited.kind(name);
    }

    private Optional<String> ofNamespace(Asked asked) {
        return serviceNamespace(asked.name())
                .filter(owner -> !owner.equals(asked.namespace()) && !rules.otherNamespaces())
                .map(_ -> OTHER_SERVICE);
    }

    private Optional<String> ofForms(
            InetAddress address, Function<InetAddress, Optional<String>> judge) {
        return Stream.concat(Stream.of(address), AddressForms.embeddedIn(address))
                .filter(form -> !rules.allow().contain(form))
                .flatMap(form -> judge.apply(form).stream())
                .findFirst();
    }

    private Optional<String> ofAddress(InetAddress address, Asked asked) {
        if (rules.deny().contain(address)) {
            return Optional.of(BY_ADMINISTRATOR);
        }
        return Prohibited.kind(address).or(() -> ofCluster(address, asked));
    }

    private Optional<String> ofCluster(InetAddress address, Asked asked) {
        if (cluster.isApiServer(address)) {
            return Optional.of("the API server");
        }
        if (cluster.isNode(address)) {
            return Optional.of("a node");
        }
        Set<String> owners = cluster.podNamespaces(address);
        if (owners.isEmpty() && cluster.isOfPodNetwork(address)) {
            return Optional.of("an address of the pods' network that no pod has");
        }
        boolean known = owners.stream().allMatch(owner -> mayAsk(owner, asked));
        return known ? Optional.empty() : Optional.of("a pod of another namespace");
    }

    /** The Services that stand behind the address, and what they lead to. */
    private Optional<String> ofForwards(InetAddress address, Asked asked) {
        return cluster.forwards(address).stream()
                .flatMap(forward -> ofForward(forward, asked).stream())
                .findFirst();
    }

    private Optional<String> ofForward(Forward forward, Asked asked) {
        if (forward.inside() && !mayAsk(forward.namespace(), asked)) {
            return Optional.of(OTHER_SERVICE);
        }
        Asked own = new Asked("", forward.namespace());
        return forward.endpoints().stream()
                .flatMap(endpoint -> ofForms(endpoint, form -> ofAddress(form, own)).stream())
                .findFirst()
                .map(kind -> "a Service that leads to " + kind);
    }

    private boolean mayAsk(String owner, Asked asked) {
        return owner.equals(asked.namespace())
                || serviceNamespace(asked.name()).filter(owner::equals).isPresent();
    }

    /** Of a Service's name, or of a name below it. */
    private Optional<String> serviceNamespace(String name) {
        String services = ".svc." + rules.clusterDomain();
        if (!name.endsWith(services)) {
            return Optional.empty();
        }
        String rest = name.substring(0, name.length() - services.length());
        int dot = rest.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(rest.substring(dot + 1));
    }
}
