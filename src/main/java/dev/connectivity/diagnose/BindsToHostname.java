package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Next.js server binds to the address that {@code HOSTNAME} names, and Kubernetes sets that to
 * the pod's name, unless the container says otherwise.
 */
final class BindsToHostname implements Trap {

    private static final String VARIABLE = "HOSTNAME";

    /** Variables that nothing else reads. */
    private static final Pattern OF_NEXT =
            Pattern.compile("NEXTAUTH_.*|NEXT_PUBLIC_.*|NEXT_RUNTIME");

    private static final Pattern STARTS_NEXT =
            Pattern.compile("(?s).*(\\bnext (start|dev)\\b|\\.next/).*");
    private static final Pattern SAYS_WHERE =
            Pattern.compile("(?s)(.*\\s)?(-H|--hostname)[\\s=].*");

    @Override
    public Stream<Finding> findings(Templated templated) {
        Container container = templated.container();
        String command =
                String.join(
                        " ",
                        Stream.concat(container.getCommand().stream(), container.getArgs().stream())
                                .toList());
        boolean isNext =
                STARTS_NEXT.matcher(command).matches()
                        || names(container).anyMatch(name -> OF_NEXT.matcher(name).matches());
        boolean says =
                SAYS_WHERE.matcher(command).matches()
                        || names(container).anyMatch(VARIABLE::equals)
                        || !container.getEnvFrom().isEmpty();
        return isNext && !says ? Stream.of(finding(templated)) : Stream.empty();
    }

    private static Stream<String> names(Container container) {
        return container.getEnv().stream().map(EnvVar::getName);
    }

    private static Finding finding(Templated templated) {
        return templated.finding(
                Reason.BindAddressInherited,
                templated.path().field("env"),
                "",
                "HOSTNAME=0.0.0.0",
                "This looks like Next.js, whose server binds to the address that HOSTNAME names,"
                        + " and Kubernetes sets HOSTNAME to the pod's name: it then listens on one"
                        + " address of the pod alone, so that localhost, kubectl port-forward and"
                        + " the pod's other address family are refused. Set the variable HOSTNAME"
                        + " to 0.0.0.0 in the container.");
    }
}
