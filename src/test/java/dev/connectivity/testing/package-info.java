/**
 * Builders of fixtures and hand-written fakes, one or more files per package that they stand in
 * for.
 */
@NullMarked
package dev.connectivity.testing;

import org.jspecify.annotations.NullMarked;
