package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads references to a Secret's key; the Secret must be one that the policy lists. */
final class SecretReference {

    static SecretKey read(@Nullable SecretKey key, Set<String> secrets, Field field) {
        var present = field.required(key);
        var secret = field.at("secret").text(present.secret(), Notation.Subdomain, 253);
        field.at("secret").demand(secrets.contains(secret), Demands.LISTED_SECRET);
        field.at("key").text(present.key(), Notation.SecretKeyName, 253);
        return present;
    }

    private SecretReference() {}
}
