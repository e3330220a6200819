/**
 * The operator's page on this machine: a proxy on a loopback address that adds the viewer's token.
 * Who may come in is decided by {@link dev.connectivity.cli.open.Gate}, where the page is by {@link
 * dev.connectivity.cli.open.Upstream}, who looks by {@link dev.connectivity.cli.open.ViewerToken}.
 */
@NullMarked
package dev.connectivity.cli.open;

import org.jspecify.annotations.NullMarked;
