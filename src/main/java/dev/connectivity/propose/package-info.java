/** Findings that have a patch into what a user commits or sends. Pure. */
@NullMarked
package dev.connectivity.propose;

import org.jspecify.annotations.NullMarked;
