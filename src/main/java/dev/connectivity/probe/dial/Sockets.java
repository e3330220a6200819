package dev.connectivity.probe.dial;

import java.io.IOException;
import java.net.Socket;

/** Ends of sockets. */
final class Sockets {

    private Sockets() {}

    /** The descriptor is released whatever happens, and the attempt's outcome is known without. */
    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing is owed to a peer that is not asked any more.
        }
    }
}
