package dev.connectivity.diagnose.pool;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.policy.PoolSetting;
import dev.connectivity.policy.PoolSetting.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Says whether the pools fit the server, and which variable would make them. */
public final class PoolDiagnoser {

    private static final String SIZE_FIELD = "spec.database.pool.size";

    public List<Finding> diagnose(PoolEvidence evidence) {
        return PoolScene.of(evidence).map(PoolDiagnoser::examine).orElse(List.of());
    }

    /**
     * What the workload may open at most; empty where it has no pods, or their pools' size is not
     * known.
     */
    public static OptionalInt demand(PoolEvidence evidence) {
        int pods = MostPods.of(evidence.deployment(), evidence.largest()).total();
        return PoolScene.of(evidence)
                .map(PoolScene::size)
                .filter(size -> size.isPresent() && pods > 0)
                .map(size -> OptionalInt.of(size.getAsInt() * pods))
                .orElse(OptionalInt.empty());
    }

    /** What the workload may hold; empty where nothing is known of the server. */
    public static OptionalInt allowance(PoolEvidence evidence) {
        return evidence.server()
                .map(
                        server ->
                                new ConnectionBudget(
                                        server, evidence.pool().share(), evidence.neighbours()))
                .map(it -> OptionalInt.of(it.allowance()))
                .orElse(OptionalInt.empty());
    }

    private static List<Finding> examine(PoolScene scene) {
        Optional<SizeAim> aim = SizeAim.of(scene);
        List<Finding> findings = new ArrayList<>();
        aim.filter(it -> it.size().isEmpty() || nothingCarriesSize(scene))
                .map(it -> inWords(scene, it))
                .ifPresent(findings::add);
        PoolNumbers numbers =
                PoolNumbers.of(scene.pool(), aim.map(SizeAim::size).orElseGet(scene::size));
        variables(scene, numbers, aim).forEach(findings::add);
        url(scene, numbers, aim).ifPresent(findings::add);
        ServerFindings.of(scene).forEach(findings::add);
        return List.copyOf(findings);
    }

    private static boolean nothingCarriesSize(PoolScene scene) {
        return scene.pool().settings().stream().noneMatch(PoolSetting::carriesSize);
    }

    private static Finding inWords(PoolScene scene, SizeAim aim) {
        boolean unknown = aim.reason() == Reason.Undetermined;
        String how =
                aim.size().isPresent()
                        ? " Set it where the application makes its pool: no variable carries it"
                                + " with the framework %s.".formatted(scene.pool().framework())
                        : "";
        return new Finding(
                aim.reason(),
                unknown ? scene.policy() : scene.workload(),
                unknown ? SIZE_FIELD : "",
                "",
                aim.size().isPresent() ? Integer.toString(aim.size().getAsInt()) : "",
                aim.message() + how,
                Optional.empty());
    }

    private static List<Finding> variables(
            PoolScene scene, PoolNumbers numbers, Optional<SizeAim> aim) {
        return scene.pool().settings().stream()
                .filter(it -> it.place() == Place.Variable && concerns(it, aim))
                .flatMap(
                        setting ->
                                numbers
                                        .render(setting.template())
                                        .flatMap(it -> variable(scene, setting, it, aim).finding())
                                        .stream())
                .toList();
    }

    private static PoolVariable variable(
            PoolScene scene, PoolSetting setting, String value, Optional<SizeAim> aim) {
        String name = scene.variable(setting);
        Optional<SizeAim> cause = aim.filter(it -> setting.carriesSize());
        return new PoolVariable(scene, name, value, reason(cause), why(cause));
    }

    private static Optional<Finding> url(
            PoolScene scene, PoolNumbers numbers, Optional<SizeAim> aim) {
        Map<String, String> wanted = new LinkedHashMap<>();
        scene.pool().settings().stream()
                .filter(it -> it.place() == Place.UrlParameter && concerns(it, aim))
                .forEach(
                        setting ->
                                numbers.render(setting.template())
                                        .ifPresent(
                                                it -> wanted.put(setting.names().getFirst(), it)));
        Optional<SizeAim> cause = aim.filter(it -> it.size().isPresent());
        return wanted.isEmpty()
                ? Optional.empty()
                : new PoolUrl(scene, wanted, reason(cause), why(cause)).finding();
    }

    /** A size that is right stays as it is written, or not written. */
    private static boolean concerns(PoolSetting setting, Optional<SizeAim> aim) {
        return aim.filter(it -> it.size().isPresent()).isPresent()
                || !setting.carriesSize()
                || setting.template().contains("Timeout");
    }

    private static Reason reason(Optional<SizeAim> cause) {
        return cause.map(SizeAim::reason).orElse(Reason.EnvironmentInconsistent);
    }

    private static String why(Optional<SizeAim> cause) {
        return cause.map(SizeAim::message)
                .orElse("The pool's settings are not as the policy asks for.");
    }
}
