package dev.connectivity.diagnose;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The text of a TCP port. */
final class PortNumber {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
    private static final int HIGHEST = 65_535;

    private PortNumber() {}

    /** Empty where the text is anything but a port that can be connected to. */
    static OptionalInt parse(String text) {
        if (!isNumber(text)) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text.strip());
        return number >= 1 && number <= HIGHEST ? OptionalInt.of(number) : OptionalInt.empty();
    }

    static boolean isNumber(String text) {
        return DIGITS.matcher(text.strip()).matches();
    }
}
