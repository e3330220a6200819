package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.diagnose.Finding.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Set;

/** Whether fields of an object may be taken from those who hold them, whatever the fields. */
public record Entitlement(OnConflict onConflict, Set<String> oneShotManagers, Marks marks) {

    /**
     * The same answer as for other people's objects.
     *
     * @param managers of the object, those that hold what is to be taken
     */
    public boolean toTake(Kind kind, HasMetadata object, Set<String> managers) {
        ManagedObject held = ManagedObject.of(kind, object);
        Ownership ownership = new Ownership(onConflict, oneShotManagers, marks);
        return held.holders().stream()
                .filter(it -> managers.contains(it.manager()))
                .allMatch(it -> ownership.mayTakeFrom(held, it));
    }
}
