/** Findings into the changes that may be made, must be proposed, or must be left alone. Pure. */
@NullMarked
package dev.connectivity.plan;

import org.jspecify.annotations.NullMarked;
