package dev.connectivity.probe.mysql;

import dev.connectivity.probe.Fact.DatabaseServer.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of {@code 8.4.3} or {@code 10.11.19-MariaDB-0+deb12u1}, what is of use. */
record Version(Product product, int major, int minor, int patch) {

    private static final Pattern NUMBERS =
            Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})");

    static Optional<Version> parse(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        boolean mariadb = text.toLowerCase(Locale.ROOT).contains("mariadb");
        return Optional.of(
                new Version(
                        mariadb ? Product.MariaDB : Product.MySQL,
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))));
    }

    String numbers() {
        return major + "." + minor + "." + patch;
    }

    /** The older word is an error in MySQL 8.4, the newer one before MySQL 8.0.22. */
    boolean saysReplica() {
        return product == Product.MySQL && (major > 8 || major == 8 && (minor > 0 || patch >= 22));
    }
}
