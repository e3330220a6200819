package dev.connectivity.probe.postgresql;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramRuntimeException;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import java.io.IOException;
import java.util.List;

/**
 * SCRAM-SHA-256: proves that we know the password without sending it, and that the server knows it
 * too.
 */
final class Scram {

    private static final String MECHANISM = "SCRAM-SHA-256";

    /**
     * The server chooses how long we compute. PostgreSQL's own default is 4096; this many take some
     * 0.2 s.
     */
    private static final int MOST_ITERATIONS = 500_000;

    private static final int CONTINUE = 11;
    private static final int FINAL = 12;

    private Scram() {}

    /** Up to the server's proof; the AuthenticationOk after it is left to the caller. */
    static void authenticate(Wire wire, Reply offer, String password)
            throws IOException, AttemptFailed {
        if (!offer.words(4).contains(MECHANISM)) {
            throw Authentication.unsupported();
        }
        ScramClient client = client(password);
        wire.send(Message.saslInitial(MECHANISM, client.clientFirstMessage().toString()));
        wire.send(Message.saslResponse(answer(client, receive(wire, CONTINUE))));
        verify(client, receive(wire, FINAL));
    }

    /**
     * The library refuses a malformed challenge with exceptions of several kinds, all for what the
     * server wrote.
     */
    private static String answer(ScramClient client, String challenge) throws AttemptFailed {
        try {
            if (client.serverFirstMessage(challenge).getIterationCount() > MOST_ITERATIONS) {
                throw unproven();
            }
            return client.clientFinalMessage().toString();
        } catch (ScramException | ScramRuntimeException | IllegalArgumentException _) {
            throw unproven();
        }
    }

    private static void verify(ScramClient client, String proof) throws AttemptFailed {
        try {
            client.serverFinalMessage(proof);
        } catch (ScramException | ScramRuntimeException | IllegalArgumentException _) {
            throw unproven();
        }
    }

    private static AttemptFailed unproven() {
        return new AttemptFailed(
                Reason.DatabaseError, "the server did not prove that it knows the password");
    }

    /** PostgreSQL takes the user's name from the startup message and ignores this one. */
    private static ScramClient client(String password) {
        return ScramClient.builder()
                .advertisedMechanisms(List.of(MECHANISM))
                .username("*")
                .password(password.toCharArray())
                .stringPreparation(StringPreparation.POSTGRESQL_PREPARATION)
                .build();
    }

    private static String receive(Wire wire, int step) throws IOException, AttemptFailed {
        Reply reply = wire.receive();
        if (reply.type() != Reply.AUTHENTICATION || reply.number() != step) {
            throw Wire.foreign();
        }
        return reply.text(4);
    }
}
