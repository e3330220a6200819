/** Manifests of files and pipes: read into objects, each part with the line that it stands on. */
@NullMarked
package dev.connectivity.cli.manifest;

import org.jspecify.annotations.NullMarked;
