/**
 * A standby passes what it is asked on to the leader, who alone probes; where that cannot be
 * reached, it answers by itself from the statuses.
 */
@NullMarked
package dev.connectivity.web.forward;

import org.jspecify.annotations.NullMarked;
