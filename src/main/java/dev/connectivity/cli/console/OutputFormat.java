package dev.connectivity.cli.console;

import java.util.Locale;

/** Who reads the output. */
public enum OutputFormat {
    /** People. */
    Text,
    /** Scripts. */
    Json,
    /** Scripts, and people who prefer it. */
    Yaml,
    /** Code scanning of a forge: SARIF 2.1.0. */
    Sarif,
    /** The test report of a pipeline. */
    Junit;

    /** As it is written on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
