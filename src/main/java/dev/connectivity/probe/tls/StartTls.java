package dev.connectivity.probe.tls;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.api.v1alpha1.TlsSpec;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.dial.Connection;
import java.io.EOFException;
import java.io.IOException;

/** What is said in plain text before TLS begins. */
@FunctionalInterface
interface StartTls {

    /**
     * Reads not one byte beyond the answer: what follows is TLS. Always true.
     *
     * @throws AttemptFailed where the server does not offer TLS, or speaks something else
     */
    boolean begin(Connection plain) throws IOException, AttemptFailed;

    static StartTls of(TlsSpec.StartTls protocol) {
        return switch (protocol) {
            case SMTP -> new SmtpStartTls();
            case PostgreSQL -> StartTls::askPostgreSql;
        };
    }

    private static boolean askPostgreSql(Connection plain) throws IOException, AttemptFailed {
        plain.out().write(new byte[] {0, 0, 0, 8, 4, (byte) 0xD2, 0x16, 0x2F});
        plain.out().flush();
        return switch (plain.in().read()) {
            case 'S' -> true;
            case 'N' -> throw refusal(Reason.TLSHandshakeFailed, plain, "PostgreSQL offers no TLS");
            case -1 -> throw new EOFException();
            default -> throw refusal(Reason.ProtocolError, plain, "not PostgreSQL");
        };
    }

    /** To be thrown. */
    static AttemptFailed refusal(Reason reason, Connection plain, String what) {
        return new AttemptFailed(reason, plain.address().display() + ", " + what);
    }
}
