package dev.connectivity.probe.tls;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.dial.Connection;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Greeting, EHLO, STARTTLS (RFC 3207). */
final class SmtpStartTls implements StartTls {

    /** Of one line (RFC 5321, section 4.5.3.1.5), with room for those who do not count. */
    private static final int LONGEST_LINE = 2048;

    private static final int MOST_LINES = 64;
    private static final Pattern LINE = Pattern.compile("[2-5][0-9]{2}([ -].*)?");

    @Override
    public boolean begin(Connection plain) throws IOException, AttemptFailed {
        demand(plain, "220", "no SMTP greeting");
        say(plain, "EHLO connectivity-operator");
        demand(plain, "250", "SMTP refuses EHLO");
        say(plain, "STARTTLS");
        demand(plain, "220", "SMTP offers no STARTTLS");
        return true;
    }

    private static void say(Connection plain, String line) throws IOException {
        plain.out().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        plain.out().flush();
    }

    /** All lines of one reply; a space after the code marks the last. */
    private static void demand(Connection plain, String code, String otherwise)
            throws IOException, AttemptFailed {
        for (int i = 0; i < MOST_LINES; i++) {
            String line = line(plain.in());
            if (!LINE.matcher(line).matches()) {
                throw StartTls.refusal(Reason.ProtocolError, plain, "not SMTP");
            }
            if (line.length() == 3 || line.charAt(3) == ' ') {
                if (line.startsWith(code)) {
                    return;
                }
                throw StartTls.refusal(
                        Reason.TLSHandshakeFailed,
                        plain,
                        otherwise + ", code " + line.substring(0, 3));
            }
        }
        throw StartTls.refusal(Reason.ProtocolError, plain, "not SMTP");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (line.length() == LONGEST_LINE) {
                return "";
            }
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }
}
