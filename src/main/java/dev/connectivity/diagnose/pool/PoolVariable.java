package dev.connectivity.diagnose.pool;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.ContainerPatch;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.diagnose.pool.ContainerEnv.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A variable that should have a value of ours.
 *
 * @param why what is wrong where it has not
 */
record PoolVariable(PoolScene scene, String name, String wanted, Reason reason, String why) {

    /** What may be shown of a value: it cannot hold a credential worth the name. */
    private static final Pattern HARMLESS =
            Pattern.compile("[A-Za-z]{0,16}=?[0-9]{1,9}[a-zA-Z]{0,2}");

    Optional<Finding> finding() {
        return switch (scene.env().get(name)) {
            case Entry.Absent absent -> Optional.of(absent(absent.maySet()));
            case Entry.Literal literal -> literal(literal.text());
            case Entry.Sourced ignored -> Optional.of(sourced());
            case Entry.Repeated ignored ->
                    Optional.of(
                            finding(
                                    "",
                                    "The container has %s more than once: keep one of them, with %s."
                                            .formatted(name, wanted),
                                    Optional.empty()));
        };
    }

    private Finding absent(boolean maySet) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("value", wanted);
        String how =
                maySet
                        ? "Set %s to %s where envFrom takes it from, or in the container."
                        : "Set %s to %s in the container.";
        return finding(
                "", how.formatted(name, wanted), Optional.of(new Fix(path(), entry, !maySet)));
    }

    private Optional<Finding> literal(String text) {
        if (text.equals(wanted)) {
            return Optional.empty();
        }
        return Optional.of(
                finding(
                        HARMLESS.matcher(text).matches() ? text : "",
                        "Set %s to %s.".formatted(name, wanted),
                        text.contains("$(")
                                ? Optional.empty()
                                : Optional.of(new Fix(path().field("value"), wanted, true))));
    }

    private Finding sourced() {
        return finding(
                "valueFrom",
                "Variable %s takes its value from elsewhere (valueFrom), which is never changed: set it to %s there."
                        .formatted(name, wanted),
                Optional.of(
                        new Fix(
                                path().field("value"),
                                wanted,
                                false,
                                Optional.of(
                                        EnvPatch.of(
                                                scene.container().getName(),
                                                List.of(ContainerPatch.replaced(name, wanted)))))));
    }

    private FieldPath path() {
        return scene.path(name);
    }

    private Finding finding(String observed, String how, Optional<Fix> fix) {
        return new Finding(
                reason,
                scene.workload(),
                fix.map(Fix::path).orElseGet(this::path).toString(),
                observed,
                wanted,
                why + " " + how,
                fix);
    }
}
