package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One listed variable of the workload's container, and what may be said of it. Its value is shown
 * only where it cannot hold a credential.
 */
record Variable(String name, Scene scene) {

    private static final String PORT = "PORT";

    /** Whether it is the one variable whose meaning is agreed on everywhere. */
    boolean isPort() {
        return PORT.equals(name);
    }

    List<EnvVar> entries() {
        return scene.container().getEnv().stream()
                .filter(variable -> name.equals(variable.getName()))
                .toList();
    }

    /**
     * Added where it is {@code PORT}; but not where {@code envFrom} may set it already, since that
     * would replace its source.
     */
    Finding absent() {
        boolean maySet = !scene.container().getEnvFrom().isEmpty();
        String where = maySet ? "is not set, unless by envFrom" : "is not set";
        String message =
                "Variable %s %s, and %s. Set it in the container."
                        .formatted(name, where, scene.listens());
        if (!isPort()) {
            return finding(Reason.EnvironmentInconsistent, "", "", message, Optional.empty());
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("value", port());
        return finding(
                maySet ? Reason.Undetermined : Reason.EnvironmentInconsistent,
                "",
                port(),
                message,
                Optional.of(new Fix(path(), entry, !maySet)));
    }

    /** Its value is somewhere else, and is not looked up: that may be a Secret. */
    Finding sourced() {
        String message =
                "Variable %s takes its value from elsewhere (valueFrom), which is never changed. Make sure there that it carries %s."
                        .formatted(name, port());
        Optional<Fix> fix =
                isPort()
                        ? Optional.of(
                                new Fix(valuePath(), port(), false, Optional.of(withoutSource())))
                        : Optional.empty();
        return finding(Reason.Undetermined, "valueFrom", isPort() ? port() : "", message, fix);
    }

    private Map<String, Object> withoutSource() {
        return ContainerPatch.of(
                scene.container().getName(),
                Map.of("env", List.of(ContainerPatch.replaced(name, port()))));
    }

    Finding unclear(String why) {
        String message =
                "Variable %s cannot be judged. %s; make sure that it carries %s."
                        .formatted(name, why, port());
        return finding(Reason.Undetermined, "", "", message, Optional.empty());
    }

    Optional<Finding> number(String observed) {
        if (observed.equals(port())) {
            return Optional.empty();
        }
        String message =
                "Variable %s is %s, but %s. Set it to %s."
                        .formatted(
                                name,
                                observed.isEmpty() ? "empty" : observed,
                                scene.listens(),
                                port());
        return Optional.of(
                finding(
                        Reason.EnvironmentInconsistent,
                        observed,
                        port(),
                        message,
                        Optional.of(new Fix(valuePath(), port(), true))));
    }

    /**
     * Loopback means the process itself, an own Service its way in; every other host is a public
     * address, which is nobody's mistake.
     */
    Optional<Finding> url(UrlText url) {
        if (url.isLoopback()) {
            return leadsTo(url, Set.of(scene.listener().port()));
        }
        return OwnServices.portsOf(url.host(), scene).flatMap(ports -> leadsTo(url, ports));
    }

    private Optional<Finding> leadsTo(UrlText url, Set<Integer> ports) {
        if (ports.contains(url.effectivePort())) {
            return Optional.empty();
        }
        if (ports.size() > 1) {
            return Optional.of(
                    unclear(
                            "It leads to %s, and the Service leads to the listener by several ports: %s"
                                    .formatted(url.display(), ports)));
        }
        UrlText right = url.withPort(ports.iterator().next());
        String message =
                "Variable %s leads to %s, but the listener is reached at %s. Correct the port%s."
                        .formatted(
                                name,
                                url.display(),
                                right.display(),
                                url.mayHoldCredential()
                                        ? " by hand: the URL may hold a credential, so it is not"
                                                + " repeated here"
                                        : "");
        Optional<Fix> fix =
                url.mayHoldCredential()
                        ? Optional.empty()
                        : Optional.of(new Fix(valuePath(), right.text(), true));
        return Optional.of(
                finding(
                        Reason.EnvironmentInconsistent,
                        url.display(),
                        right.display(),
                        message,
                        fix));
    }

    private Finding finding(
            Reason reason, String observed, String expected, String message, Optional<Fix> fix) {
        String field = fix.map(Fix::path).orElseGet(this::path).toString();
        return new Finding(reason, scene.workload(), field, observed, expected, message, fix);
    }

    private String port() {
        return Integer.toString(scene.listener().port());
    }

    private FieldPath path() {
        return scene.containerPath().field("env").entry("name", name);
    }

    private FieldPath valuePath() {
        return path().field("value");
    }
}
