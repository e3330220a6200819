package dev.connectivity.testing;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVarSourceBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/** A container; to begin with, it is called {@code app} and says nothing of itself. */
public final class ContainerFixture {

    private final ContainerBuilder container = new ContainerBuilder().withName("app");

    public static ContainerFixture aContainer() {
        return new ContainerFixture();
    }

    /** As the API server completes it. */
    public static Probe httpProbe(String path, Object port) {
        return probe().withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(port))
                .endHttpGet()
                .build();
    }

    public static Probe tcpProbe(Object port) {
        return probe().withNewTcpSocket().withPort(new IntOrString(port)).endTcpSocket().build();
    }

    public static Probe execProbe() {
        return probe().withNewExec().withCommand("true").endExec().build();
    }

    private static ProbeBuilder probe() {
        return new ProbeBuilder()
                .withPeriodSeconds(10)
                .withTimeoutSeconds(1)
                .withFailureThreshold(3)
                .withSuccessThreshold(1);
    }

    public ContainerFixture named(String name) {
        container.withName(name);
        return this;
    }

    public ContainerFixture port(String name, int number) {
        container
                .addNewPort()
                .withName(name)
                .withContainerPort(number)
                .withProtocol("TCP")
                .endPort();
        return this;
    }

    public ContainerFixture env(String name, String value) {
        container.addNewEnv().withName(name).withValue(value).endEnv();
        return this;
    }

    public ContainerFixture envFromSecret(String name, String secret, String key) {
        var source = new EnvVarSourceBuilder().withNewSecretKeyRef(key, secret, false).build();
        container.addNewEnv().withName(name).withValueFrom(source).endEnv();
        return this;
    }

    public ContainerFixture allEnvFromConfigMap(String name) {
        container.addNewEnvFrom().withNewConfigMapRef(name, false).endEnvFrom();
        return this;
    }

    public ContainerFixture readiness(Probe probe) {
        container.withReadinessProbe(probe);
        return this;
    }

    public ContainerFixture liveness(Probe probe) {
        container.withLivenessProbe(probe);
        return this;
    }

    public ContainerFixture startup(Probe probe) {
        container.withStartupProbe(probe);
        return this;
    }

    public Container build() {
        return container.build();
    }
}
