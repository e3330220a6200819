package dev.connectivity.cli.open;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whatever this machine shows an address in. */
final class Browser {

    private Browser() {}

    /** Whether it was begun. */
    static boolean show(String address) {
        return command(System.getProperty("os.name", ""), System.getenv(), address)
                .map(Browser::begin)
                .orElse(false);
    }

    /** Empty where nobody would see it. */
    static Optional<List<String>> command(
            String system, Map<String, String> environment, String address) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Optional.of(List.of("open", address));
        }
        if (name.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", address));
        }
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
                ? Optional.of(List.of("xdg-open", address))
                : Optional.empty();
    }

    private static boolean begin(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException _) {
            // Not installed: the address was printed.
            return false;
        }
    }
}
