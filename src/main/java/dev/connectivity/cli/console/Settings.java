package dev.connectivity.cli.console;

import dev.connectivity.config.OperatorConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The operator's settings, for commands. */
public final class Settings {

    private Settings() {}

    /** From environment and system properties, as the operator's. */
    public static OperatorConfig read() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .addDiscoveredConverters()
                .withMapping(OperatorConfig.class)
                .build()
                .getConfigMapping(OperatorConfig.class);
    }
}
