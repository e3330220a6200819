package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Listener;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Optional;

/**
 * The evidence, read once: what the checks look at.
 *
 * @param container the workload's, as the pod template has it
 * @param routes those that should lead to the listener
 * @param allRoutes every TCP port of every Service that selects the pods
 * @param claim what the port does that the policy claims, on all running pods
 */
record Scene(
        Evidence evidence,
        Listener listener,
        Container container,
        Pods pods,
        Answers answers,
        List<Route> routes,
        List<Route> allRoutes,
        Consensus claim,
        Basis basis) {

    static Scene of(Evidence evidence, Listener listener, Container container) {
        return of(evidence, listener, container, Basis.Connects);
    }

    static Scene of(Evidence evidence, Listener listener, Container container, Basis basis) {
        Pods pods = Pods.of(evidence.pods(), container.getName());
        Answers answers = Answers.of(evidence, basis);
        PodTemplateSpec template = evidence.deployment().getSpec().getTemplate();
        Routes routes =
                new Routes(
                        evidence.services(),
                        pods.running(),
                        container.getName(),
                        template.getMetadata());
        Consensus claim = answers.on(pods.running(), listener.port());
        return new Scene(
                evidence,
                listener,
                container,
                pods,
                answers,
                routes.chosenBy(listener),
                routes.all(),
                claim,
                basis);
    }

    /** Whether the claimed port accepts on every running pod; nothing is patched without. */
    boolean proven() {
        return claim == Consensus.Accepts;
    }

    /**
     * Whether the pod template may be judged: all that it names was asked, so that one rollout can
     * carry all of its fixes.
     */
    boolean templateProven() {
        return proven() && Wanted.of(this).complete(this);
    }

    Repairs repairs() {
        return Repairs.of(this);
    }

    Consensus on(int port) {
        return answers.on(pods.running(), port);
    }

    Optional<Health> health() {
        return evidence.policy().health();
    }

    int healthPort() {
        return health().map(Health::port).orElse(listener.port());
    }

    /**
     * The path that readiness is asked at by us too; HTTPS is left to the kubelet, which trusts any
     * certificate.
     */
    Optional<String> healthPath() {
        return listener.protocol() == Protocol.HTTP && basis == Basis.Connects
                ? health().flatMap(Health::readiness).flatMap(Health.Check::path)
                : Optional.empty();
    }

    /** {@code 3001 refuses on 2 of 2 pods}. */
    String tally(int port) {
        return switch (basis) {
            case Connects -> tally(Integer.toString(port), on(port));
            case Policy -> port + " is where the policy says that the process listens";
        };
    }

    /** {@code the process listens on 3001}, which is only said, not seen, without connects. */
    String listens() {
        String listens = "the process listens on " + listener.port();
        return basis == Basis.Connects ? listens : "the policy says that " + listens;
    }

    /** Why traffic for {@code target} should go to the listener instead. */
    String ratherThan(String target) {
        return switch (basis) {
            case Connects ->
                    "%s refuses and %d accepts on %s".formatted(target, listener.port(), onPods());
            case Policy -> listens();
        };
    }

    /** The rest of a sentence about a port where nothing listens. */
    String refuses() {
        return switch (basis) {
            case Connects -> "refuses on " + onPods();
            case Policy -> "is not where the policy says that the process listens";
        };
    }

    /** The same of several pods' ports, whatever {@code ports} calls them. */
    String tally(String ports, Consensus consensus) {
        boolean unanimous = consensus == Consensus.Accepts || consensus == Consensus.Refuses;
        return ports + " " + consensus.words() + (unanimous ? " on " + onPods() : "");
    }

    /** {@code 2 of 2 pods}: how many could be asked, of how many there are. */
    String onPods() {
        return pods.running().size()
                + " of "
                + pods.count()
                + (pods.count() == 1 ? " pod" : " pods");
    }

    Subject workload() {
        return new Subject(Kind.Deployment, evidence.deployment().getMetadata().getName());
    }

    Subject policy() {
        return new Subject(Kind.ConnectivityPolicy, evidence.policy().name());
    }

    /** The workload's container in the Deployment. */
    FieldPath containerPath() {
        return FieldPath.of("spec", "template", "spec", "containers")
                .entry("name", container.getName());
    }
}
