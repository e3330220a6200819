package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.ManagedObject.Holder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who holds a field, and whether it may be taken.
 *
 * @param marks of objects that are kept as they are: {@code Auto} takes nothing of those
 */
record Ownership(OnConflict onConflict, Set<String> oneShotManagers, Marks marks) {

    Claim claim(ManagedObject object, Fix fix) {
        List<Holder> others = holders(object, fix);
        if (others.isEmpty()) {
            return new Claim(true, false, ours(object, fix));
        }
        Optional<Holder> refuses =
                others.stream().filter(it -> !mayTakeFrom(object, it)).findFirst();
        return new Claim(
                refuses.isEmpty(),
                refuses.isEmpty(),
                refuses.or(() -> others.stream().findFirst()).map(Holder::manager));
    }

    boolean mayTakeFrom(ManagedObject object, Holder holder) {
        return switch (onConflict) {
            case Yield -> false;
            case TakeOver -> true;
            case Auto -> !holder.declares() && isOneShot(holder.manager()) && !marks.areOn(object);
        };
    }

    private boolean isOneShot(String manager) {
        return oneShotManagers.stream().anyMatch(it -> Marks.matches(it, manager));
    }

    /** Of the values that would change alone: a value that stays is shared, not taken. */
    private static List<Holder> holders(ManagedObject object, Fix fix) {
        return FieldTree.leaves(fix.path(), fix.value()).stream()
                .filter(leaf -> changes(object, fix, leaf))
                .flatMap(leaf -> holders(object, leaf).stream())
                .distinct()
                .toList();
    }

    private static boolean changes(ManagedObject object, Fix fix, FieldPath leaf) {
        Optional<Object> wanted = FieldTree.EMPTY.with(fix.path(), fix.value()).get(leaf);
        return !FieldTree.contains(object.live().get(leaf).orElse(null), wanted.orElseThrow());
    }

    private static List<Holder> holders(ManagedObject object, FieldPath leaf) {
        List<Holder> direct = object.othersOf(leaf);
        if (!direct.isEmpty()
                || object.ours().holds(leaf)
                || !leaf.steps().getLast().equals(new Step.Field("targetPort"))) {
            return direct;
        }
        // Left out by whoever declared the port, it was filled in from the port: it is theirs as
        // much as the port is.
        FieldPath entry = new FieldPath(leaf.steps().subList(0, leaf.steps().size() - 1));
        return object.othersOf(FieldTree.then(entry, new Step.Field("port")));
    }

    private static Optional<String> ours(ManagedObject object, Fix fix) {
        return FieldTree.leaves(fix.path(), fix.value()).stream().anyMatch(object.ours()::holds)
                ? Optional.of(FieldManagers.ALIGNMENT)
                : Optional.empty();
    }
}
