/** All that is known into conditions and status. Pure. */
@NullMarked
package dev.connectivity.status;

import org.jspecify.annotations.NullMarked;
