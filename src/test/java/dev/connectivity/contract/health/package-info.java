/** What GitOps tools make of a policy's status, by the files in {@code deploy/gitops}. */
@NullMarked
package dev.connectivity.contract.health;

import org.jspecify.annotations.NullMarked;
