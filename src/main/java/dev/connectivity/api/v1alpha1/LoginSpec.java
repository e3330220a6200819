package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** With what an upstream is logged in to. */
public record LoginSpec(
        @JsonPropertyDescription(
                        "The Secret's key that holds the user name; absent: the password alone is"
                                + " sent, where the protocol knows such a login.")
                @Nullable SecretKey username,
        @JsonPropertyDescription("The Secret's key that holds the password or token.") @Required
                SecretKey password) {}
