package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads references to Secrets.
 *
 * @param listed in {@code spec.secrets}, so that admission could ask whether the author may
 */
record SecretKeyReader(Set<String> listed) {

    SecretKey key(@Nullable SecretKey given, Field field) {
        var present = field.required(given);
        name(present.secret(), field.at("secret"));
        field.at("key").text(present.key(), Notation.SecretKeyName, 253);
        return present;
    }

    String name(@Nullable String given, Field field) {
        var secret = field.text(given, Notation.Subdomain, 253);
        field.demand(listed.contains(secret), Demands.LISTED_SECRET);
        return secret;
    }
}
