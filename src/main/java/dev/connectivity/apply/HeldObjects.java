package dev.connectivity.apply;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of which fields may be held for a policy. */
public final class HeldObjects {

    /** On a policy while fields are held for it, so that it cannot go before they are released. */
    public static final String FINALIZER = "connectivity.dev/release";

    private HeldObjects() {}

    /**
     * The workload; every Service that a finding is about; and of {@code services} those of which
     * we hold fields that no other policy speaks for, since a status may have lost its findings. At
     * worst more than was changed, and releasing those changes nothing.
     *
     * @param services all of the policy's namespace
     * @param policies likewise; this one may be among them
     */
    public static List<Subject> of(
            ConnectivityPolicy policy, List<Service> services, List<ConnectivityPolicy> policies) {
        Stream<Subject> workload =
                Stream.ofNullable(policy.getSpec())
                        .map(spec -> new Subject(Kind.Deployment, spec.workload().name()));
        Set<Subject> spokenFor =
                policies.stream()
                        .filter(other -> !uid(other).equals(uid(policy)))
                        .flatMap(HeldObjects::found)
                        .collect(Collectors.toSet());
        Stream<Subject> orphans =
                services.stream()
                        .filter(HeldObjects::isHeld)
                        .map(service -> new Subject(Kind.Service, service.getMetadata().getName()))
                        .filter(service -> !spokenFor.contains(service));
        return Stream.of(workload, found(policy), orphans)
                .flatMap(objects -> objects)
                .distinct()
                .toList();
    }

    /** Whether we hold any of its fields. */
    public static boolean isHeld(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream()
                .map(ManagedFieldsEntry::getManager)
                .anyMatch(FieldManagers.ALL::contains);
    }

    private static Stream<Subject> found(ConnectivityPolicy policy) {
        return Optional.ofNullable(policy.getStatus())
                .map(ConnectivityPolicyStatus::findings)
                .stream()
                .flatMap(List::stream)
                .map(finding -> finding.object().split("/", 2))
                .filter(parts -> parts[0].equals(Kind.Service.name()))
                .map(parts -> new Subject(Kind.Service, parts[1]));
    }

    private static String uid(ConnectivityPolicy policy) {
        return policy.getMetadata().getUid();
    }
}
