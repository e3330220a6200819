/**
 * A policy's first draft, from what runs: each line that is a guess says on what. Pure; it sees no
 * Secret, and repeats no value that may hold a credential.
 */
@NullMarked
package dev.connectivity.cli.draft;

import org.jspecify.annotations.NullMarked;
