/**
 * Who asks, and what they may see. The API server decides both: a viewer sees a policy here exactly
 * where their token may {@code get} it there.
 */
@NullMarked
package dev.connectivity.web.access;

import org.jspecify.annotations.NullMarked;
