package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.probe.TlsOptions.Authority;
import dev.connectivity.probe.TlsOptions.Verification;

/**
 * How to log in at a database server, and what it must be good for; the same for every engine.
 *
 * @param database to use; empty: none, where the engine allows that
 */
public record DatabaseSession(Tls tls, String database, Login login, Demand demand) {

    /** The same without name, password and database. */
    public DatabaseSession ofNobody() {
        return new DatabaseSession(tls, "", new Login("", ""), demand);
    }

    /** NUL ends a string on the wire: what follows it would be read as something else. */
    public void refuseNul() throws AttemptFailed {
        if ((login.username() + login.password() + database).indexOf('\0') >= 0) {
            throw new AttemptFailed(
                    Reason.SecretValueMalformed,
                    "a NUL character in the database's name, the username or the password");
        }
    }

    /**
     * How to protect the connection.
     *
     * @param options of no effect where it is never protected
     */
    public record Tls(Use use, TlsOptions options) {

        public static final Tls DISABLE = new Tls(Use.Never, TlsOptions.of(Verification.None));
        public static final Tls PREFER = new Tls(Use.IfOffered, TlsOptions.of(Verification.None));
        public static final Tls REQUIRE = new Tls(Use.Always, TlsOptions.of(Verification.None));
        public static final Tls VERIFY_CA = new Tls(Use.Always, TlsOptions.of(Verification.Chain));
        public static final Tls VERIFY_FULL = new Tls(Use.Always, TlsOptions.FULL);

        public Tls with(Authority trusted) {
            return new Tls(use, options.with(trusted));
        }
    }

    /** When a connection is protected by TLS. */
    public enum Use {
        Never,
        IfOffered,
        Always
    }

    /** A name and a secret; its text shows neither. */
    public record Login(String username, String password) {

        @Override
        public String toString() {
            return "Login[***]";
        }
    }
}
