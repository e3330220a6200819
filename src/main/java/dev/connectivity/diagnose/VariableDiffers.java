package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Optional;

/** A listed variable of the pod template does not carry the listener's port. */
final class VariableDiffers implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        if (!scene.templateProven()) {
            return List.of();
        }
        return scene.listener().env().stream()
                .flatMap(name -> finding(new Variable(name, scene)).stream())
                .toList();
    }

    private static Optional<Finding> finding(Variable variable) {
        List<EnvVar> entries = variable.entries();
        if (entries.isEmpty()) {
            return Optional.of(variable.absent());
        }
        if (entries.size() > 1) {
            return Optional.of(
                    variable.unclear("The container has it more than once. Keep one of them"));
        }
        EnvVar entry = entries.getFirst();
        if (entry.getValueFrom() != null) {
            return Optional.of(variable.sourced());
        }
        return literal(variable, entry.getValue() == null ? "" : entry.getValue());
    }

    private static Optional<Finding> literal(Variable variable, String value) {
        if (value.contains("$(")) {
            return Optional.of(variable.unclear("Its value is put together from other variables"));
        }
        if (PortNumber.isNumber(value) || value.isBlank() && variable.isPort()) {
            return variable.number(value.strip());
        }
        return UrlText.parse(value)
                .map(variable::url)
                .orElseGet(
                        () ->
                                Optional.of(
                                        variable.unclear(
                                                "Its value is neither a number nor the URL of a web"
                                                        + " server")));
    }
}
