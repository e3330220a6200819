package dev.connectivity.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name of the outside world, which only the cluster of this repository can be given. */
final class Names implements AutoCloseable {

    private final Path hosts;
    private final String name;

    private Names(Path hosts, String name) {
        this.hosts = hosts;
        this.name = name;
    }

    static Names add(String name, String address) {
        String cluster = System.getenv("CLUSTER");
        assumeTrue(cluster == null || cluster.equals("testbed"));
        Path hosts = Path.of(Shell.succeed("", "src/testbed/cluster", "dir").strip(), "hosts");
        Names names = new Names(hosts, name);
        names.move(address);
        return names;
    }

    void move(String address) {
        write(address + " " + name + "\n");
    }

    private void write(String entry) {
        try (Stream<String> lines = Files.exists(hosts) ? Files.lines(hosts) : Stream.empty()) {
            String others =
                    lines.filter(it -> !it.endsWith(" " + name))
                            .map(it -> it + "\n")
                            .collect(Collectors.joining());
            // At once: half of a list is another list.
            Path whole = hosts.resolveSibling("hosts.new");
            Files.writeString(whole, others + entry);
            Files.move(whole, hosts, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        write("");
    }
}
