package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts the fixes of one object together into one apply. */
record Changes(RulingMaker maker) {

    /** What is applied now; where the object is released first, what holds is taken back along with it. */
    Optional<Change> apply(Holding object, List<Ruling> rulings, boolean released) {
        List<Fix> fixes = fixes(rulings, ruling -> ruling.decision() == Decision.Apply);
        List<Fix> kept = released ? fixes(rulings, ruling -> ruling.decision() == Decision.Holds) : List.of();
        if (fixes.isEmpty() && kept.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> fields = released ? Holding.values(paths(kept), object.tree()) : object.held();
        boolean force = fixes.stream().anyMatch(fix -> maker.takes(object, fix));
        return Optional.of(change(object, fixes, fields, force && !released));
    }

    /** What is handed to the user, forced so that only validation and admission can refuse it. */
    Optional<Change> propose(Holding object, List<Ruling> rulings) {
        List<Fix> fixes = fixes(
                rulings,
                ruling -> ruling.decision() == Decision.Propose || ruling.decision() == Decision.Conflict);
        List<Fix> tried = fixes.stream().filter(Fix::permitted).toList();
        return tried.isEmpty() ? Optional.empty() : Optional.of(change(object, tried, object.held(), true));
    }

    private static Change change(Holding object, List<Fix> fixes, Map<String, Object> fields, boolean force) {
        fixes.forEach(fix -> FieldTree.put(fields, fix.path(), fix.value()));
        return new Change(
                object.subject(),
                object.apiVersion(),
                object.uid(),
                object.resourceVersion(),
                fixes,
                fields,
                force,
                fixes.stream().map(Fix::path).anyMatch(FieldPath::isOfPodTemplate));
    }

    private static List<Fix> fixes(List<Ruling> rulings, Predicate<Ruling> wanted) {
        return rulings.stream()
                .filter(wanted)
                .map(Ruling::finding)
                .flatMap((Finding finding) -> finding.fix().stream())
                .toList();
    }

    private static List<FieldPath> paths(List<Fix> fixes) {
        return fixes.stream().map(Fix::path).toList();
    }
}
