package dev.connectivity.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a command reads and writes; a test hands in its own. */
public record Streams(InputStream in, PrintStream out, PrintStream err) {

    /** The process's, in UTF-8 whatever the locale: pipelines read JSON and XML from it. */
    public static Streams ofProcess() {
        return new Streams(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
