/**
 * The page that people look at: what a view holds as HTML, now and as it changes. What they may see
 * is decided elsewhere.
 */
@NullMarked
package dev.connectivity.web.page;

import org.jspecify.annotations.NullMarked;
