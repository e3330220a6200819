package dev.connectivity.diagnose.pool;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.pool.ContainerEnv.Entry;
import dev.connectivity.policy.Pool;
import dev.connectivity.policy.PoolSetting;
import dev.connectivity.policy.PoolSetting.Place;
import dev.connectivity.policy.PoolTable;
import io.fabric8.kubernetes.api.model.Container;
import java.util.Optional;
import java.util.OptionalInt;

/** The evidence, and the container whose variables carry the settings. */
record PoolScene(PoolEvidence evidence, Container container, ContainerEnv env) {

    /** Empty where the pod template has no such container. */
    static Optional<PoolScene> of(PoolEvidence evidence) {
        Optional<String> named = evidence.policy().workload().container();
        return evidence.deployment().getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(it -> named.map(it.getName()::equals).orElse(true))
                .findFirst()
                .map(it -> new PoolScene(evidence, it, new ContainerEnv(it)));
    }

    Pool pool() {
        return evidence.pool();
    }

    Subject workload() {
        return new Subject(Kind.Deployment, evidence.deployment().getMetadata().getName());
    }

    Subject policy() {
        return new Subject(Kind.ConnectivityPolicy, evidence.policy().name());
    }

    FieldPath path(String variable) {
        return FieldPath.of("spec", "template", "spec", "containers")
                .entry("name", container.getName())
                .field("env")
                .entry("name", variable);
    }

    /** Connections that each pod opens at most today; empty where that cannot be told. */
    OptionalInt size() {
        OptionalInt written =
                pool().settings().stream()
                        .filter(PoolSetting::carriesSize)
                        .map(this::written)
                        .filter(OptionalInt::isPresent)
                        .findFirst()
                        .orElse(OptionalInt.empty());
        if (written.isPresent() || pool().size().isPresent()) {
            return written.isPresent() ? written : pool().size();
        }
        boolean elsewhere =
                pool().settings().stream()
                        .filter(PoolSetting::carriesSize)
                        .anyMatch(this::mayBeWrittenElsewhere);
        return elsewhere ? OptionalInt.empty() : PoolTable.of(pool().framework()).size();
    }

    private OptionalInt written(PoolSetting setting) {
        String variable = variable(setting);
        if (!(env.get(variable) instanceof Entry.Literal literal)) {
            return OptionalInt.empty();
        }
        return switch (setting.place()) {
            case Variable -> PoolNumbers.sizeIn(literal.text(), setting.template());
            case UrlParameter ->
                    ConnectionUrl.parse(literal.text())
                            .flatMap(url -> url.parameter(setting.names().getFirst()))
                            .map(value -> PoolNumbers.sizeIn(value, setting.template()))
                            .orElse(OptionalInt.empty());
        };
    }

    private boolean mayBeWrittenElsewhere(PoolSetting setting) {
        if (setting.place() == Place.UrlParameter
                && evidence.urlHasQuery().filter(has -> !has).isPresent()) {
            return false;
        }
        return switch (env.get(variable(setting))) {
            case Entry.Absent absent -> absent.maySet();
            case Entry.Literal ignored -> setting.place() == Place.UrlParameter;
            case Entry.Sourced ignored -> true;
            case Entry.Repeated ignored -> true;
        };
    }

    /** The one that the process takes the setting from. */
    String variable(PoolSetting setting) {
        return switch (setting.place()) {
            case UrlParameter -> pool().url();
            case Variable ->
                    setting.names().stream()
                            .filter(env::has)
                            .findFirst()
                            .orElse(setting.names().getLast());
        };
    }
}
