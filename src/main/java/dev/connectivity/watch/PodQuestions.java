package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is asked of the workload's own pods. */
public final class PodQuestions {

    /** What the kubelet takes for healthy. */
    private static final Http KUBELET = new Http(Method.GET, List.of(new StatusRange(200, 399)));

    private PodQuestions() {}

    static Question connect(Policy policy, PodPort port) {
        return new Question.Tcp(address(policy, port));
    }

    /** Empty where the policy declares no readiness path. */
    public static Optional<Question> health(Policy policy, PodPort port) {
        return policy.health()
                .flatMap(Health::readiness)
                .flatMap(Health.Check::path)
                .map(
                        path ->
                                new Question.HttpRequest(
                                        address(policy, port), Optional.empty(), path, KUBELET));
    }

    private static Address address(Policy policy, PodPort port) {
        return new Address(port.podIp(), port.port(), policy.namespace());
    }

    /**
     * All that is asked of the pods.
     *
     * @param ports that are connected to
     * @param health where the readiness path is asked for
     */
    static Map<Connects.Key, Question> of(Policy policy, Set<PodPort> ports, Set<PodPort> health) {
        Map<Connects.Key, Question> questions = new HashMap<>();
        ports.forEach(
                port ->
                        questions.put(
                                new Connects.Key(Connects.Kind.pod, port), connect(policy, port)));
        health.forEach(
                port ->
                        health(policy, port)
                                .ifPresent(
                                        it ->
                                                questions.put(
                                                        new Connects.Key(
                                                                Connects.Kind.health, port),
                                                        it)));
        return questions;
    }
}
