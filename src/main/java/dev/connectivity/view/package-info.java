/** All that is known of a policy into what a person is shown of it. Pure. */
@NullMarked
package dev.connectivity.view;

import org.jspecify.annotations.NullMarked;
