package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Health;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A liveness probe asks for more than the process: what readiness asks too, or by its name a
 * dependency. Where that is down, every pod is restarted, which mends nothing.
 */
final class LivenessTooWide implements Trap {

    /** Words of a path that stand for what a process depends on. */
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "(?i)(.*[/_.-])?(db|database|dependenc(y|ies)|postgres(ql)?|mysql|redis"
                            + "|readyz?|readiness)([/_.?-].*)?");

    /** Programs that ask a database. */
    private static final Pattern CLIENT =
            Pattern.compile(
                    "(?s)(.*[\\s/])?(psql|pg_isready|mysql|mysqladmin|mariadb|mariadb-admin"
                            + "|redis-cli|mongosh?)(\\s.*)?");

    static final String SAME =
            "The livenessProbe asks what the readinessProbe asks: whatever makes a pod unready,"
                    + " such as a database that is down, restarts it as well.";

    static final String INSTEAD =
            " Give liveness something that tells of the process alone, such as a path /livez that"
                    + " asks nobody.";

    @Override
    public Stream<Finding> findings(Templated templated) {
        return templated.declared(ProbeKind.Liveness)
                ? Stream.empty()
                : ProbeKind.Liveness.in(templated.container())
                        .flatMap(probe -> finding(probe, templated))
                        .stream();
    }

    private static Optional<Finding> finding(Probe liveness, Templated templated) {
        Optional<Probe> readiness = ProbeKind.Readiness.in(templated.container());
        HTTPGetAction get = liveness.getHttpGet();
        if (get != null) {
            String path = path(get);
            FieldPath field = templated.path(ProbeKind.Liveness).field("httpGet").field("path");
            boolean same =
                    readiness
                            .map(Probe::getHttpGet)
                            .filter(other -> asksTheSame(get, other, templated.container()))
                            .isPresent();
            return why(same, path, DEPENDENCY).map(it -> finding(templated, field, path, it));
        }
        String command = command(liveness.getExec());
        FieldPath field = templated.path(ProbeKind.Liveness).field("exec").field("command");
        boolean same =
                !command.isEmpty()
                        && readiness
                                .map(Probe::getExec)
                                .filter(other -> command(other).equals(command))
                                .isPresent();
        return why(same, command, CLIENT).map(it -> finding(templated, field, "", it));
    }

    private static Optional<String> why(boolean same, String asked, Pattern dependency) {
        if (same) {
            return Optional.of(SAME);
        }
        return dependency.matcher(asked).matches()
                ? Optional.of(
                        "The livenessProbe asks, by its name, for something that the process"
                                + " depends on: while that is down, every pod is restarted, which"
                                + " mends nothing.")
                : Optional.empty();
    }

    private static Finding finding(
            Templated templated, FieldPath field, String observed, String why) {
        return templated.finding(Reason.LivenessUnsafe, field, observed, "", why + INSTEAD);
    }

    /** As the policy declares both. */
    static boolean asksTheSame(Health health) {
        Optional<String> liveness = health.liveness().flatMap(Health.Check::path);
        return liveness.isPresent()
                && liveness.equals(health.readiness().flatMap(Health.Check::path));
    }

    private static boolean asksTheSame(
            HTTPGetAction one, HTTPGetAction other, Container container) {
        return path(one).equals(path(other))
                && Ports.resolve(one.getPort(), container)
                        .equals(Ports.resolve(other.getPort(), container));
    }

    private static String path(HTTPGetAction get) {
        return Objects.requireNonNullElse(get.getPath(), "/");
    }

    private static String command(@Nullable ExecAction exec) {
        return String.join(" ", exec == null ? List.of() : exec.getCommand());
    }
}
