package dev.connectivity.probe.mysql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Use;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.dial.TlsClient.Secured;
import java.io.IOException;

/**
 * Logs in, asks what the {@link Survey} says, and leaves no session behind. A conversation that the
 * server began is always answered: it counts those that are not, and blocks the address that they
 * came from (error 1129).
 */
public final class MySqlProber implements Prober<MySql> {

    private final Dialer dialer;
    private final TlsClient tls;
    private final TimeSource time;

    public MySqlProber(Dialer dialer, TlsClient tls, TimeSource time) {
        this.dialer = dialer;
        this.tls = tls;
        this.time = time;
    }

    @Override
    public Observation ask(MySql question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, MySql question) throws AttemptFailed {
        DatabaseSession session = question.session();
        session.refuseNul();
        try (Connection plain = dialer.dial(attempt, question.address())) {
            Blame blame = Failures.ofExchange(plain.address(), Reason.DatabaseResponseTimeout);
            Wire first = attempt.phase(Phase.Authenticate, blame, () -> Wire.plain(plain));
            Greeting greeting =
                    attempt.phase(Phase.Authenticate, blame, () -> Greeting.parse(first.receive()));
            Talk talk = new Talk(attempt, blame, session, greeting);
            if (offered(talk, first)) {
                converseSecured(talk, first, plain);
            } else {
                converse(talk, first, plain, false);
            }
        }
    }

    /** One attempt that the server has greeted. */
    private record Talk(Attempt attempt, Blame blame, DatabaseSession session, Greeting greeting) {}

    /** Whether TLS is wanted, and can be had. */
    private static boolean offered(Talk talk, Wire wire) throws AttemptFailed {
        Use use = talk.session().tls().use();
        boolean offered = talk.greeting().offersTls();
        if (use == Use.Always && !offered) {
            decline(talk, wire, false);
            throw new AttemptFailed(Reason.DatabaseTLSRequired, "the server offers no TLS");
        }
        return use != Use.Never && offered;
    }

    /**
     * Ends what the server began without telling it who we are: as nobody, whom it refuses. The
     * password is never sent where the TLS that was demanded is not.
     */
    private static void decline(Talk talk, Wire wire, boolean secure) throws AttemptFailed {
        DatabaseSession nobody = talk.session().ofNobody();
        byte[] login =
                Message.login(talk.greeting(), nobody, secure, Authentication.NATIVE, new byte[0]);
        talk.attempt()
                .phase(
                        Phase.Authenticate,
                        talk.blame(),
                        () -> {
                            wire.send(login);
                            return wire.take();
                        });
        wire.leave();
    }

    private void converseSecured(Talk talk, Wire wire, Connection plain) throws AttemptFailed {
        byte[] request = Message.sslRequest(talk.greeting());
        talk.attempt()
                .phase(
                        Phase.Handshake,
                        talk.blame(),
                        () -> {
                            wire.send(request);
                            return true;
                        });
        Secured secured =
                tls.secureToTheEnd(
                        talk.attempt(),
                        plain,
                        talk.session().tls().options(),
                        Reason.DatabaseResponseTimeout);
        try (Connection connection = secured.connection()) {
            if (secured.refusal().isPresent()) {
                refuse(talk, wire, connection);
                throw secured.refusal().get();
            }
            converse(talk, wire, connection, true);
        }
    }

    private static void refuse(Talk talk, Wire wire, Connection connection) throws AttemptFailed {
        Wire over =
                talk.attempt().phase(Phase.Authenticate, talk.blame(), () -> wire.over(connection));
        decline(talk, over, true);
    }

    private static void converse(Talk talk, Wire first, Connection connection, boolean secure)
            throws AttemptFailed {
        Wire wire =
                talk.attempt()
                        .phase(
                                Phase.Authenticate,
                                talk.blame(),
                                () -> login(talk, first.over(connection), secure));
        try {
            new Survey(talk.attempt(), wire, talk.blame(), talk.session()).run();
        } finally {
            wire.leave();
        }
    }

    private static Wire login(Talk talk, Wire wire, boolean secure)
            throws IOException, AttemptFailed {
        Authentication.login(wire, talk.greeting(), talk.session(), secure);
        return wire;
    }
}
