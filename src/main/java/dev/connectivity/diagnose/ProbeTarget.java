package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a kubelet probe connects to.
 *
 * @param handler its field in the probe
 * @param text the port as written: a number or a name
 * @param port empty where the name is that of no port of the container
 */
record ProbeTarget(String handler, String text, OptionalInt port) {

    /** Empty for a command, and for a probe of another host than the pod. */
    static Optional<ProbeTarget> of(Probe probe, Container container) {
        if (probe.getHttpGet() != null && probe.getHttpGet().getHost() == null) {
            return Optional.of(at("httpGet", probe.getHttpGet().getPort(), container));
        }
        if (probe.getTcpSocket() != null && probe.getTcpSocket().getHost() == null) {
            return Optional.of(at("tcpSocket", probe.getTcpSocket().getPort(), container));
        }
        if (probe.getGrpc() != null) {
            return Optional.of(at("grpc", new IntOrString(probe.getGrpc().getPort()), container));
        }
        return Optional.empty();
    }

    private static ProbeTarget at(String handler, IntOrString port, Container container) {
        return new ProbeTarget(handler, Ports.text(port), Ports.resolve(port, container));
    }
}
