package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.api.v1alpha1.UpstreamSpec;
import dev.connectivity.api.v1alpha1.WorkloadSpec;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads a custom resource into a {@link Policy}. It trusts nothing to the CRD, of which an older
 * one may be installed: what the schema would refuse or fill in, it refuses and fills in too.
 */
public final class PolicyReader {

    private static final int SECRETS = 8;
    private static final int UPSTREAMS = 64;

    /**
     * Reads one.
     *
     * @throws InvalidSpecException if something must be changed first
     */
    public static Policy read(ConnectivityPolicy resource) {
        var field = new Field("spec");
        var spec = field.required(resource.getSpec());
        var meta = resource.getMetadata();
        var secrets = secrets(spec, field.at("secrets"));
        var listener =
                Optional.ofNullable(spec.listener())
                        .map(it -> ListenerReader.read(it, field.at("listener")));
        return new Policy(
                or(meta.getUid(), ""),
                or(meta.getGeneration(), 0L),
                or(meta.getNamespace(), ""),
                or(meta.getName(), ""),
                or(spec.mode(), Mode.Observe),
                or(spec.onConflict(), OnConflict.Auto),
                or(spec.readyWhen(), ReadyWhen.Configuration),
                or(spec.suspended(), false),
                workload(field.at("workload").required(spec.workload()), field.at("workload")),
                secrets,
                listener,
                Optional.ofNullable(spec.health())
                        .map(it -> HealthReader.read(it, listener, field.at("health"))),
                Optional.ofNullable(spec.database())
                        .map(it -> DatabaseReader.read(it, secrets, field.at("database"))),
                upstreams(spec, secrets, listener, field.at("upstreams")),
                ObjectivesReader.read(spec.objectives(), field.at("objectives")),
                TrafficReader.read(spec.traffic(), field.at("traffic")));
    }

    private static Policy.Workload workload(WorkloadSpec spec, Field field) {
        var container = field.at("container");
        return new Policy.Workload(
                field.at("name").text(spec.name(), Notation.Subdomain, 253),
                Optional.ofNullable(spec.container())
                        .map(it -> container.text(it, Notation.Label, 63)));
    }

    private static Set<String> secrets(ConnectivityPolicySpec spec, Field field) {
        var names = field.list(spec.secrets(), SECRETS);
        names.forEach(it -> field.text(it, Notation.Subdomain, 253));
        field.demandUnique(names, "Name each Secret once.");
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    private static List<Upstream> upstreams(
            ConnectivityPolicySpec spec,
            Set<String> secrets,
            Optional<Listener> listener,
            Field field) {
        var specs = field.list(spec.upstreams(), UPSTREAMS);
        field.demandUnique(
                specs.stream().map(UpstreamSpec::name).toList(), Demands.UNIQUE_UPSTREAMS);
        var upstreams =
                IntStream.range(0, specs.size())
                        .mapToObj(i -> UpstreamReader.read(specs.get(i), secrets, field.at(i)))
                        .toList();
        FallbackReader.demandUnique(upstreams, listener, field);
        return upstreams;
    }

    private PolicyReader() {}
}
