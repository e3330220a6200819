package dev.connectivity.testing;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pod; to begin with, its container has been running for a minute and it is not ready. */
public final class PodFixture {

    private final String name;
    private final ContainerStateBuilder state = new ContainerStateBuilder();
    private final PodBuilder extra =
            new PodBuilder().withNewMetadata().endMetadata().withNewSpec().endSpec();
    private String phase = "Running";
    private boolean ready;
    private boolean own;
    private Container container = ContainerFixture.aContainer().build();

    private PodFixture(String name) {
        this.name = name;
        startedAt(EvidenceFixture.NOW.minusSeconds(60));
    }

    public static PodFixture aPod(String name) {
        return new PodFixture(name);
    }

    public PodFixture ready() {
        ready = true;
        return this;
    }

    public PodFixture startedAt(Instant when) {
        state.withNewRunning().withStartedAt(when.toString()).endRunning();
        return this;
    }

    public PodFixture crashing(int exitCode) {
        state.withRunning(null)
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason("Error")
                .endTerminated();
        return this;
    }

    public PodFixture waiting(String reason) {
        state.withRunning(null).withNewWaiting(null, reason);
        phase = "Pending";
        return this;
    }

    public PodFixture inPhase(String name) {
        phase = name;
        return this;
    }

    public PodFixture terminating() {
        extra.editMetadata().withDeletionTimestamp(EvidenceFixture.NOW.toString()).endMetadata();
        return this;
    }

    public PodFixture onHostNetwork() {
        extra.editSpec().withHostNetwork(true).endSpec();
        return this;
    }

    public PodFixture annotated(String key, String value) {
        extra.editMetadata().withAnnotations(Map.of(key, value)).endMetadata();
        return this;
    }

    public PodFixture with(ContainerFixture sidecar) {
        extra.editSpec().addToContainers(sidecar.build()).endSpec();
        return this;
    }

    public PodFixture withInit(ContainerFixture sidecar) {
        extra.editSpec().addToInitContainers(sidecar.build()).endSpec();
        return this;
    }

    /** Made with another container than the template has now. */
    public PodFixture madeWith(ContainerFixture other) {
        container = other.build();
        own = true;
        return this;
    }

    public String name() {
        return name;
    }

    /** Its address: the same for the same name. */
    public static String ipOf(String name) {
        return "10.0.0." + (1 + Math.floorMod(name.hashCode(), 250));
    }

    public Pod build(Container template) {
        Container made = own ? container : template;
        return extra.editMetadata()
                .withName(name)
                .withNamespace(EvidenceFixture.NAMESPACE)
                .withLabels(EvidenceFixture.LABELS)
                .endMetadata()
                .editSpec()
                .addToContainers(0, made)
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .withPodIP(podIp())
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .withContainerStatuses(
                        List.of(
                                new ContainerStatusBuilder()
                                        .withName(made.getName())
                                        .withReady(ready)
                                        .withState(state.build())
                                        .build()))
                .endStatus()
                .build();
    }

    private @Nullable String podIp() {
        return phase.equals("Pending") ? null : ipOf(name);
    }
}
