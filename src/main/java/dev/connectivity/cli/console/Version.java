package dev.connectivity.cli.console;

import java.util.Optional;

/** Which build this is. */
public final class Version {

    private Version() {}

    /** As the jar's manifest has it. */
    public static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("not packaged");
    }
}
