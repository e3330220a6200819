package dev.connectivity.cli.check;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.manifest.Manifest;
import dev.connectivity.cli.manifest.ManifestSet;
import dev.connectivity.cli.report.Place;
import dev.connectivity.cli.report.Reported;
import dev.connectivity.cli.report.Severity;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Subject;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where the objects of a namespace, and their fields, stand. */
record Finder(ManifestSet set, String namespace) {

    Reported reported(Finding finding, Severity severity) {
        return new Reported(
                finding.reason() == Reason.Undetermined ? Severity.Undetermined : severity,
                finding.reason(),
                place(finding.subject(), finding.field()),
                display(finding.subject()),
                finding.field(),
                finding.observed(),
                finding.expected(),
                finding.message());
    }

    /** Whether the same fault of the same field was reported. */
    boolean tells(Reported known, Finding finding) {
        return known.reason() == finding.reason()
                && known.object().equals(display(finding.subject()))
                && known.field().equals(finding.field());
    }

    private String display(Subject subject) {
        return "%s %s/%s".formatted(subject.kind(), namespace, subject.name());
    }

    private Place place(Subject subject, String field) {
        return manifest(subject).map(it -> it.place(field)).orElseGet(() -> new Place("", 1, 1));
    }

    private Optional<? extends Manifest<?>> manifest(Subject subject) {
        Stream<? extends Manifest<?>> all =
                switch (subject.kind()) {
                    case ConnectivityPolicy -> set.policies().stream();
                    case Deployment -> set.deployments().stream();
                    case Service -> set.services().stream();
                    case Pod -> Stream.empty();
                    case DestinationRule, VirtualService, ServiceEntry, BackendTrafficPolicy ->
                            Stream.empty();
                };
        return all.filter(it -> it.namespace().equals(namespace))
                .filter(it -> it.name().equals(subject.name()))
                .findFirst();
    }
}
