package dev.connectivity.policy;

import java.util.List;

/**
 * One setting of a connection pool, and where a process reads it from.
 *
 * @param names of the variable, or of the URL's parameter; where a process reads several, the one
 *     that wins comes first. The last is the one to add where none is there
 * @param template the value, with {@code {poolSize}} and the like where numbers go
 * @param reader who reads it
 */
public record PoolSetting(Place place, List<String> names, String template, Reader reader) {

    public static final String POOL_SIZE = "{poolSize}";

    /** Where the setting is written. */
    public enum Place {
        /** A variable of its own. */
        Variable,
        /** A parameter of the connection URL that a variable holds. */
        UrlParameter
    }

    /** Who takes notice of it. */
    public enum Reader {
        /** The framework, without a line of the application's code. */
        Framework,
        /** The application has to read the variable and hand it on. */
        Application
    }

    /** Whether the pool's size is part of it. */
    public boolean carriesSize() {
        return template.contains(POOL_SIZE);
    }

    static PoolSetting variable(String template, Reader reader, String... names) {
        return new PoolSetting(Place.Variable, List.of(names), template, reader);
    }

    static PoolSetting parameter(String name, String template) {
        return new PoolSetting(Place.UrlParameter, List.of(name), template, Reader.Framework);
    }
}
