package dev.connectivity.api.v1alpha1.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import java.util.List;

/** What {@code kubectl get connpol} shows; the generator would sort them by path. */
final class PrinterColumns {

    static List<CustomResourceColumnDefinition> inOrder() {
        return List.of(
                column("Ready", ".status.conditions[?(@.type==\"Ready\")].status").build(),
                column("Mode", ".spec.mode").build(),
                column("Workload", ".spec.workload.name").build(),
                column("Upstreams", ".status.summary.upstreams").build(),
                column("Database", ".status.summary.database").build(),
                column("Circuits", ".status.summary.circuits").build(),
                column("Age", ".metadata.creationTimestamp").withType("date").build(),
                column("Finding", ".status.summary.finding").withPriority(1).build());
    }

    private static CustomResourceColumnDefinitionBuilder column(String name, String path) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withJsonPath(path)
                .withType("string");
    }

    private PrinterColumns() {}
}
