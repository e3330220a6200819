package dev.connectivity.probe.dial;

import java.io.IOException;

/** The server asked for a client certificate, had none, and ended the handshake. */
final class MissedIdentity extends IOException {}
