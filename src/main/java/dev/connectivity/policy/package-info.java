/**
 * What a user declared, read once into immutable records with every default filled in: nothing
 * downstream meets a null or parses a duration.
 */
@NullMarked
package dev.connectivity.policy;

import org.jspecify.annotations.NullMarked;
