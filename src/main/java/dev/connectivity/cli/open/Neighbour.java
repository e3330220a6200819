package dev.connectivity.cli.open;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who on this machine opened a connection, as Linux tells everybody; other systems do not. Whoever
 * watches which programs are begun may read an address from a browser's command line, and be
 * faster.
 */
final class Neighbour {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int USER = 7;

    /** 127.0.0.1, alone or within an IPv6 address, as the tables have it. */
    private static final String HERE = "0100007F:%04X";

    /** A user that this container knows nothing of. */
    private static final long NOBODY = 65_534;

    private Neighbour() {}

    /** False where it is the user of this process, is not told, or this is root's. */
    static boolean isSomebodyElse(InetSocketAddress theirs, InetSocketAddress ours) {
        try {
            long own = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
            return own != 0
                    && user(theirs, ours).filter(it -> it != own && it != NOBODY).isPresent();
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /** The owner of the other end. */
    static Optional<Long> user(InetSocketAddress theirs, InetSocketAddress ours) {
        String local = HERE.formatted(theirs.getPort());
        String remote = HERE.formatted(ours.getPort());
        return TABLES.stream()
                .filter(Files::isReadable)
                .flatMap(Neighbour::rows)
                .filter(it -> it[LOCAL].endsWith(local) && it[REMOTE].endsWith(remote))
                .map(it -> Long.valueOf(it[USER]))
                .findFirst();
    }

    private static Stream<String[]> rows(Path table) {
        try {
            return Files.readAllLines(table).stream()
                    .map(it -> it.strip().split("\\s+"))
                    .filter(it -> it.length > USER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
