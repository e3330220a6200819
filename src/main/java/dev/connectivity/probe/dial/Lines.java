package dev.connectivity.probe.dial;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of protocols that are made of them. */
public final class Lines {

    /** By then a line that is none of the protocol has shown it. */
    private static final int TELLTALE = 16;

    private final InputStream in;
    private int left;

    /**
     * @param limit of all lines together, in bytes; it is also what is held at most
     */
    public Lines(Connection connection, int limit) throws IOException {
        this.in = new BufferedInputStream(connection.in());
        this.left = limit;
    }

    /**
     * The next line, without its end, in ISO 8859-1.
     *
     * @throws EOFException where the connection ends before the line does
     * @throws ForeignAnswer as soon as the line cannot become of this shape, since what speaks
     *     another protocol may never send a line's end; and where the limit is reached
     */
    public MatchResult next(Pattern shape) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
            boolean foreign = line.size() <= TELLTALE && !canBecome(shape, text(line));
            if (foreign || --left < 0) {
                throw new ForeignAnswer();
            }
        }
        Matcher whole = shape.matcher(text(line));
        if (!whole.matches()) {
            throw new ForeignAnswer();
        }
        return whole;
    }

    private static boolean canBecome(Pattern shape, String beginning) {
        Matcher matcher = shape.matcher(beginning);
        return matcher.matches() || matcher.hitEnd();
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
