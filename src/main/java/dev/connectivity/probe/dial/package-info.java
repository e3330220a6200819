/**
 * Reaches an address: resolves its name, checks every address that it has, connects to one that was
 * checked, and protects the connection by TLS. Every protocol's probe starts here, and nothing else
 * opens a socket to what a policy names.
 */
@NullMarked
package dev.connectivity.probe.dial;

import org.jspecify.annotations.NullMarked;
