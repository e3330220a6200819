package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import java.util.Optional;

/**
 * Where the login for an upstream is written.
 *
 * @param username empty: the password alone is sent
 */
public record Login(Optional<SecretKey> username, SecretKey password) {}
