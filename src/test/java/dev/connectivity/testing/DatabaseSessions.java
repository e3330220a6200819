package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Role;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Login;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Logins at database servers, and what came of them. */
public final class DatabaseSessions {

    public static final List<Tls> EVERY_TLS =
            List.of(Tls.DISABLE, Tls.PREFER, Tls.REQUIRE, Tls.VERIFY_CA, Tls.VERIFY_FULL);

    private DatabaseSessions() {}

    /** Demands that it takes writes. */
    public static DatabaseSession session(Tls tls, String database, String user, String password) {
        return new DatabaseSession(tls, database, new Login(user, password), Demand.WRITABLE);
    }

    /** A replica will do. */
    public static DatabaseSession reading(DatabaseSession session) {
        return demanding(session, new Demand(Role.Any, Optional.empty()));
    }

    public static DatabaseSession behindAtMost(Duration lag, DatabaseSession session) {
        return demanding(session, new Demand(Role.Any, Optional.of(lag)));
    }

    private static DatabaseSession demanding(DatabaseSession session, Demand demand) {
        return new DatabaseSession(session.tls(), session.database(), session.login(), demand);
    }

    /** The first of this kind, if any was noted. */
    public static <F extends Fact> Optional<F> fact(Observation observation, Class<F> kind) {
        return observation.facts().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
