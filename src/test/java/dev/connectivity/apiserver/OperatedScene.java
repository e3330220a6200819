package dev.connectivity.apiserver;

import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.reconcile.RunningOperator;
import dev.connectivity.testing.FaultyApi;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A storefront, and the whole operator, which reaches the API server on a way of its own. */
class OperatedScene extends StorefrontScene {

    /** What is held must be let go of before the operator ends; that test is not about how soon. */
    private static final Duration END = Duration.ofSeconds(90);

    final FaultyApi way = new FaultyApi();
    private Optional<RunningOperator> operator = Optional.empty();
    private KubernetesClient operatorsClient;

    @BeforeEach
    void openTheWay() {
        operatorsClient = way.client(operatorsConfig());
    }

    @AfterEach
    void endTheScene() {
        way.heal();
        all().forEach(policy -> client.resource(policy).delete());
        if (operator.isPresent()) {
            await("all policies have gone").atMost(END).until(() -> all().isEmpty());
            stopTheOperator();
        }
        operatorsClient.close();
    }

    /** How the operator reaches the API server. */
    Config operatorsConfig() {
        return client.getConfiguration();
    }

    RunningOperator startTheOperator(Prober<Question> prober) {
        operator = Optional.of(RunningOperator.start(operatorsClient, namespace, prober));
        return operator.get();
    }

    void stopTheOperator() {
        operator.ifPresent(RunningOperator::close);
        operator = Optional.empty();
    }

    /** For that long, without a moment in which it is not. */
    static void stays(Duration time, Callable<Boolean> so) {
        await().during(time)
                .atMost(time.plus(END))
                .failFast("it did not stay so", () -> !so.call())
                .until(so);
    }

    Resource<ConnectivityPolicy> policy() {
        return policies().withName("storefront");
    }

    Optional<ConnectivityPolicyStatus> status() {
        return Optional.ofNullable(policy().get()).map(ConnectivityPolicy::getStatus);
    }

    Optional<Condition> condition(String type) {
        return status().stream()
                .flatMap(it -> Stream.ofNullable(it.conditions()))
                .flatMap(List::stream)
                .filter(it -> it.getType().equals(type))
                .findFirst();
    }

    List<FindingStatus> findings() {
        return status().map(ConnectivityPolicyStatus::findings).orElse(List.of());
    }

    private List<ConnectivityPolicy> all() {
        return policies().list().getItems();
    }

    private NonNamespaceOperation<
                    ConnectivityPolicy,
                    KubernetesResourceList<ConnectivityPolicy>,
                    Resource<ConnectivityPolicy>>
            policies() {
        return client.resources(ConnectivityPolicy.class).inNamespace(namespace);
    }
}
