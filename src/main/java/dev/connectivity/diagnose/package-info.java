/**
 * Evidence into findings: an ordered list of small checks over one record of everything seen. Pure.
 */
@NullMarked
package dev.connectivity.diagnose;

import org.jspecify.annotations.NullMarked;
