package dev.connectivity.apply;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects of which fields may be held for a policy. */
public final class HeldObjects {

    /** On a policy while fields are held for it, so that it cannot go before they are released. */
    public static final String FINALIZER = "connectivity.dev/release";

    private HeldObjects() {}

    /**
     * The workload, and every Service that a finding is about: at worst more than was changed, and
     * releasing those changes nothing.
     */
    public static List<Subject> of(ConnectivityPolicy policy) {
        Subject workload = new Subject(Kind.Deployment, policy.getSpec().workload().name());
        return Stream.concat(Stream.of(workload), services(policy)).distinct().toList();
    }

    private static Stream<Subject> services(ConnectivityPolicy policy) {
        return Optional.ofNullable(policy.getStatus())
                .map(ConnectivityPolicyStatus::findings)
                .stream()
                .flatMap(List::stream)
                .map(finding -> finding.object().split("/", 2))
                .filter(parts -> parts[0].equals(Kind.Service.name()))
                .map(parts -> new Subject(Kind.Service, parts[1]));
    }
}
