/** Health for monitors and scripts: {@code /api/health}, as JSON, and its description. */
@NullMarked
package dev.connectivity.web.health;

import org.jspecify.annotations.NullMarked;
