package dev.connectivity.plan;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an object comes from, as the tools write it on what they make: there its fields have to be
 * corrected.
 *
 * @param source {@code NAMESPACE/NAME}, or as much of it as the tool tells
 */
public record Keeper(Tool tool, String source) {

    /** Those that keep coming back stand before those that write once. */
    public enum Tool {
        FluxHelmRelease("Flux HelmRelease"),
        FluxKustomization("Flux Kustomization"),
        ArgoCDApplication("Argo CD Application"),
        FleetBundle("Fleet bundle"),
        KappApp("kapp app"),
        HelmRelease("Helm release");

        private final String title;

        Tool(String title) {
            this.title = title;
        }
    }

    private static final String ARGO_CD = "argocd-controller";
    private static final String INSTANCE = "app.kubernetes.io/instance";

    /** Empty for an object that no known tool has marked. */
    public static Optional<Keeper> of(ObjectMeta metadata) {
        Map<String, String> marks = new LinkedHashMap<>();
        Stream.of(metadata.getAnnotations(), metadata.getLabels())
                .filter(Objects::nonNull)
                .forEach(marks::putAll);
        return Stream.of(Tool.values())
                .flatMap(
                        tool ->
                                source(tool, marks, metadata)
                                        .filter(it -> !it.isBlank())
                                        .map(it -> new Keeper(tool, it))
                                        .stream())
                .findFirst();
    }

    /** {@code Flux Kustomization flux-system/shop}. */
    public String display() {
        return tool.title + " " + source;
    }

    private static Optional<String> source(
            Tool tool, Map<String, String> marks, ObjectMeta metadata) {
        return switch (tool) {
            case FluxHelmRelease -> ofFlux("helm", marks);
            case FluxKustomization -> ofFlux("kustomize", marks);
            case ArgoCDApplication -> application(marks, metadata);
            case FleetBundle ->
                    mark(marks, "fleet.cattle.io/bundle-id")
                            .or(() -> mark(marks, "objectset.rio.cattle.io/id"))
                            .or(() -> mark(marks, "objectset.rio.cattle.io/owner-name"));
            case KappApp -> mark(marks, "kapp.k14s.io/app");
            case HelmRelease -> release(marks, metadata);
        };
    }

    private static Optional<String> ofFlux(String group, Map<String, String> marks) {
        String prefix = group + ".toolkit.fluxcd.io/";
        return mark(marks, prefix + "name")
                .map(name -> in(mark(marks, prefix + "namespace"), name));
    }

    /** A tracking id is {@code APPLICATION:GROUP/KIND:NAMESPACE/NAME}. */
    private static Optional<String> application(Map<String, String> marks, ObjectMeta metadata) {
        return mark(marks, "argocd.argoproj.io/tracking-id")
                .map(id -> id.split(":", 2)[0].replaceFirst("_", "/"))
                .or(() -> mark(marks, "argocd.argoproj.io/instance"))
                .or(() -> mark(marks, INSTANCE).filter(it -> isHeldByArgoCd(metadata)));
    }

    /** Charts set the instance label too. */
    private static boolean isHeldByArgoCd(ObjectMeta metadata) {
        return metadata.getManagedFields().stream()
                .map(ManagedFieldsEntry::getManager)
                .anyMatch(ARGO_CD::equals);
    }

    private static Optional<String> release(Map<String, String> marks, ObjectMeta metadata) {
        Optional<String> namespace =
                mark(marks, "meta.helm.sh/release-namespace")
                        .or(() -> Optional.ofNullable(metadata.getNamespace()));
        return mark(marks, "meta.helm.sh/release-name")
                .or(() -> mark(marks, INSTANCE))
                .filter(it -> "Helm".equals(marks.get("app.kubernetes.io/managed-by")))
                .map(name -> in(namespace, name));
    }

    private static String in(Optional<String> namespace, String name) {
        return namespace.map(it -> it + "/" + name).orElse(name);
    }

    private static Optional<String> mark(Map<String, String> marks, String key) {
        return Optional.ofNullable(marks.get(key));
    }
}
