package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.plan.ManagedFields.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a field may be set by us, given who holds it. */
record Ownership(OnConflict onConflict, Set<String> oneShotManagers) {

    /** What may be done with a field. */
    enum Right {
        /** Nobody holds it, or we do. */
        Set,
        /** Somebody holds it whom it may be taken from. */
        Take,
        /** Somebody holds it who would want it back. */
        Leave
    }

    Right over(Holding object, FieldPath path) {
        List<Entry> others = others(object, path);
        if (others.isEmpty()) {
            return Right.Set;
        }
        return others.stream().allMatch(holder -> mayTakeFrom(object, holder)) ? Right.Take : Right.Leave;
    }

    /** The manager to talk to about the field: one that stands in the way, else any that holds it. */
    Optional<String> owner(Holding object, FieldPath path) {
        List<Entry> others = others(object, path);
        return others.stream()
                .filter(holder -> !mayTakeFrom(object, holder))
                .findFirst()
                .or(() -> others.stream().findFirst())
                .or(() -> object.managed().weHold(path)
                        ? object.managed().holders(path).stream().filter(Entry::isOurs).findFirst()
                        : Optional.empty())
                .map(Entry::manager);
    }

    private static List<Entry> others(Holding object, FieldPath path) {
        return object.managed().holders(path).stream()
                .filter(holder -> !holder.isOurs())
                .toList();
    }

    private boolean mayTakeFrom(Holding object, Entry holder) {
        return switch (onConflict) {
            case Yield -> false;
            case TakeOver -> true;
            case Auto -> !object.drivenFromGit() && !holder.applied() && isOneShot(holder.manager());
        };
    }

    private boolean isOneShot(String manager) {
        return oneShotManagers.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? manager.startsWith(pattern.substring(0, pattern.length() - 1))
                        : manager.equals(pattern));
    }
}
