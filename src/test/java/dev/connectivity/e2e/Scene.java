package dev.connectivity.e2e;

import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ClusterReading;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A namespace of its own with a storefront in it, and what a user does and sees there. Closing it
 * deletes the namespace.
 */
final class Scene implements AutoCloseable {

    static final String NAME = "storefront";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final KubernetesClient client =
            new KubernetesClientBuilder()
                    .withKubernetesSerialization(ClusterReading.serialization())
                    .build();
    final String namespace;

    private Scene(String namespace) {
        this.namespace = namespace;
    }

    static Scene open(String title) {
        Scene scene = new Scene(title + "-" + UUID.randomUUID().toString().substring(0, 5));
        Shell.succeed("", "kubectl", "create", "namespace", scene.namespace);
        Shell.succeed(
                "",
                "kubectl",
                "create",
                "rolebinding",
                "connectivity-operator-secrets",
                "-n",
                scene.namespace,
                "--clusterrole=connectivity-operator-secret-reader",
                "--serviceaccount=connectivity-system:connectivity-operator");
        return scene;
    }

    Scene apply(String yaml) {
        Shell.succeed(yaml, "kubectl", "apply", "-n", namespace, "-f", "-");
        return this;
    }

    Scene applyServerSide(String yaml) {
        Shell.succeed(yaml, "kubectl", "apply", "--server-side", "-n", namespace, "-f", "-");
        return this;
    }

    Shell.Result tryApply(String yaml) {
        return Shell.run(yaml, List.of("kubectl", "apply", "-n", namespace, "-f", "-"));
    }

    String kubectl(String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "kubectl";
        command[1] = "-n";
        command[2] = namespace;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Shell.succeed("", command);
    }

    /** Makes a policy without the time that a new kubectl takes to begin. */
    void create(String policy) {
        client.resource(Serialization.unmarshal(policy, ConnectivityPolicy.class))
                .inNamespace(namespace)
                .create();
    }

    /** Changes the policy without the time that a new kubectl takes to begin. */
    void edit(String mergePatch) {
        client.resources(ConnectivityPolicy.class)
                .inNamespace(namespace)
                .withName(NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    ConnectivityPolicy policy() {
        return policy(NAME);
    }

    ConnectivityPolicy policy(String name) {
        return Optional.ofNullable(
                        client.resources(ConnectivityPolicy.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get())
                .orElseThrow(() -> new AssertionError("no policy " + name));
    }

    Deployment deployment() {
        return client.apps().deployments().inNamespace(namespace).withName(NAME).get();
    }

    Service service() {
        return client.services().inNamespace(namespace).withName(NAME).get();
    }

    /** The condition as the status has it, or one whose status is {@code Absent}. */
    Condition condition(String policy, String type) {
        return Optional.ofNullable(policy(policy).getStatus())
                .map(ConnectivityPolicyStatus::conditions)
                .stream()
                .flatMap(List::stream)
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseGet(
                        () -> {
                            Condition absent = new Condition();
                            absent.setType(type);
                            absent.setStatus("Absent");
                            absent.setReason("Absent");
                            return absent;
                        });
    }

    /**
     * Waits until the condition has the status and the reason, and the status speaks of the newest
     * generation.
     */
    void awaitCondition(String type, String status, Reason reason) {
        awaitCondition(NAME, type, status, reason);
    }

    void awaitCondition(String policy, String type, String status, Reason reason) {
        await(policy + ": " + type + "=" + status + "/" + reason)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () ->
                                observed(policy)
                                        ? condition(policy, type).getStatus()
                                                + "/"
                                                + condition(policy, type).getReason()
                                        : "not observed",
                        (status + "/" + reason)::equals);
    }

    /** Whether the status speaks of the newest generation. */
    boolean observed(String name) {
        ConnectivityPolicy policy = policy(name);
        return policy.getStatus() != null
                && policy.getMetadata()
                        .getGeneration()
                        .equals(policy.getStatus().observedGeneration());
    }

    List<FindingStatus> findings() {
        return Optional.ofNullable(policy().getStatus())
                .map(ConnectivityPolicyStatus::findings)
                .orElse(List.of());
    }

    FindingStatus awaitFinding(Predicate<FindingStatus> wanted) {
        return await("a finding")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> findings().stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** What a gateway sees through the Service: the status code, or 0 where no answer came. */
    int get() {
        return get(service().getSpec().getClusterIP(), 80);
    }

    int get(String address, int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://" + address + ":" + port + "/")
                                    .toURL()
                                    .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** All of its pods: whoever looks earlier sees another incident. */
    void awaitListening() {
        await("pods that listen")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () ->
                                client
                                        .pods()
                                        .inNamespace(namespace)
                                        .withLabel("app", NAME)
                                        .list()
                                        .getItems()
                                        .stream()
                                        .filter(it -> it.getStatus().getPhase().equals("Running"))
                                        .filter(
                                                it ->
                                                        get(
                                                                        it.getStatus().getPodIP(),
                                                                        Storefront.LISTENS)
                                                                == 200)
                                        .count(),
                        listening -> listening.intValue() == deployment().getSpec().getReplicas());
    }

    void awaitRollout() {
        kubectl("rollout", "status", "deployment/" + NAME, "--timeout=120s");
    }

    void awaitServing() {
        await("200 through the Service")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(this::get, code -> code == 200);
    }

    /** As {@code deployment.kubernetes.io/revision} counts them: one for each pod template. */
    int revision() {
        return Integer.parseInt(
                deployment()
                        .getMetadata()
                        .getAnnotations()
                        .get("deployment.kubernetes.io/revision"));
    }

    int targetPort() {
        return service().getSpec().getPorts().getFirst().getTargetPort().getIntVal();
    }

    /** Of the policy, its Service and its workload: another one after each write. */
    String versions() {
        return Stream.of(policy(), service(), deployment())
                .map(object -> object.getMetadata().getResourceVersion())
                .collect(Collectors.joining("/"));
    }

    /** {@link #versions}, once it is rolled out and nothing has been written for three seconds. */
    String settled() {
        awaitRollout();
        AtomicReference<String> last = new AtomicReference<>("");
        await("nothing more is written")
                .during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            String now = versions();
                            return now.equals(last.getAndSet(now));
                        });
        return last.get();
    }

    /**
     * That it holds now and still does after {@code time}: what must not happen cannot be waited
     * for.
     */
    void stays(Duration time, Runnable assertion) {
        await().during(time)
                .atMost(time.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(assertion::run);
    }

    @Override
    public void close() {
        Shell.run(
                "",
                List.of("kubectl", "delete", "connpol", "--all", "-n", namespace, "--timeout=60s"));
        Shell.run("", List.of("kubectl", "delete", "namespace", namespace, "--wait=false"));
        client.close();
    }
}
