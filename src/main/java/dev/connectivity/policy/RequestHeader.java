package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;

/** One header field to send. */
public record RequestHeader(String name, Source source) {

    /** Where its value is written. */
    public sealed interface Source {

        record Text(String value) implements Source {}

        record Secret(SecretKey key) implements Source {}
    }
}
