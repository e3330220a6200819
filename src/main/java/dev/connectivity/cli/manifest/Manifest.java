package dev.connectivity.cli.manifest;

import dev.connectivity.cli.report.Checked;
import dev.connectivity.cli.report.Place;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** One object, and where it was written. */
public record Manifest<T extends HasMetadata>(T object, Source source) {

    public String namespace() {
        return object.getMetadata().getNamespace();
    }

    public String name() {
        return object.getMetadata().getName();
    }

    /** {@code Kind namespace/name}. */
    public String display() {
        return "%s %s/%s".formatted(object.getKind(), namespace(), name());
    }

    public Place place(String field) {
        return source.place(field);
    }

    public Checked checked() {
        return new Checked(display(), source.place());
    }
}
