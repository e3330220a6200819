/** What an administrator can set, every key documented. */
@NullMarked
package dev.connectivity.config;

import org.jspecify.annotations.NullMarked;
