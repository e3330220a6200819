package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A pod's Java process, in the node's process table, which the tests share. */
record OperatorProcess(Path proc) {

    /** Of {@code /proc/PID/stat}, behind the name in parentheses: when it started. */
    private static final int START_TIME = 19;

    private static final int TICKS_PER_SECOND = 100;

    static OperatorProcess of(String podUid) {
        return find(podUid)
                .orElseThrow(() -> new AssertionError("no Java process of pod " + podUid));
    }

    static OperatorProcess await(String podUid) {
        return Awaitility.await("a Java process of pod " + podUid)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(podUid), Optional::isPresent)
                .orElseThrow();
    }

    /** To ten milliseconds, which the container's own start time is not told to. */
    long ageMillis() {
        String stat = read(proc.resolve("stat"));
        long ticks =
                Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME]);
        double uptime = Double.parseDouble(read(Path.of("/proc/uptime")).split(" ")[0]);
        return Math.round(uptime * 1000) - ticks * 1000 / TICKS_PER_SECOND;
    }

    /** At once, and without a word to it. */
    void kill() {
        long pid = Long.parseLong(proc.getFileName().toString());
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
    }

    long residentMiB() {
        return read(proc.resolve("status"))
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .sum()
                / 1024;
    }

    private static Optional<OperatorProcess> find(String podUid) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> text(process.resolve("comm")).strip().equals("java"))
                    .filter(process -> isOf(process, podUid))
                    .map(OperatorProcess::new)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Systemd's names of groups have no hyphen within. */
    private static boolean isOf(Path process, String podUid) {
        return text(process.resolve("cgroup")).replace('_', '-').contains(podUid);
    }

    /** Empty for a process that is gone by now. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
