package dev.connectivity.cli.draft;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.policy.InvalidSpecException;
import dev.connectivity.policy.PolicyReader;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Upstreams that a policy can name; of the others a comment says what is in the way. */
final class UpstreamsDraft {

    private static final int MOST = 64;

    private UpstreamsDraft() {}

    static void write(Map<String, Role.Called> called, Yaml yaml) {
        Map<String, Role.Called> good = new LinkedHashMap<>();
        Map<String, String> bad = new LinkedHashMap<>();
        called.forEach(
                (name, it) ->
                        complaint(name, it.url())
                                .ifPresentOrElse(
                                        why -> bad.put(it.name(), why), () -> good.put(name, it)));
        if (!good.isEmpty()) {
            yaml.raw(1, "upstreams", "").because("URLs in the container's variables");
            good.entrySet().stream()
                    .limit(MOST)
                    .forEach(one -> upstream(one.getKey(), one.getValue(), yaml));
        }
        bad.forEach((variable, why) -> yaml.comment(1, variable + " is left out. " + why));
    }

    private static void upstream(String name, Role.Called called, Yaml yaml) {
        yaml.item(1, "name", name).because("variable " + called.name());
        yaml.field(2, "url", called.url());
        if (called.cut()) {
            yaml.because("its login or query is left out; see spec.upstreams[].probe.login");
        }
        yaml.field(2, "importance", "Required")
                .because("a guess; Optional where the workload serves without it");
    }

    private static Optional<String> complaint(String name, String url) {
        try {
            PolicyReader.read(
                    Serialization.jsonMapper()
                            .convertValue(
                                    Map.of(
                                            "metadata",
                                            Map.of(),
                                            "spec",
                                            Map.of(
                                                    "workload",
                                                    Map.of("name", "any"),
                                                    "upstreams",
                                                    List.of(Map.of("name", name, "url", url)))),
                                    ConnectivityPolicy.class));
            return Optional.empty();
        } catch (InvalidSpecException e) {
            return Optional.of(e.demand().replaceFirst("^spec\\.upstreams\\[0]\\.[a-z]+: ", ""));
        }
    }
}
