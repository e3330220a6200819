/** Does a gRPC server say that it serves: its standard health service, over HTTP/2. */
@NullMarked
package dev.connectivity.probe.grpc;

import org.jspecify.annotations.NullMarked;
