package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.WebSocket;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Opens a WebSocket (RFC 6455), and closes it as the protocol wants it. */
public final class WebSocketProber implements Prober<WebSocket> {

    /** What a server proves by that it read the key as a WebSocket's (section 1.3). */
    private static final String PROOF = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** How much of what a server says at once, and how long, is waited for its closing frame. */
    private static final int GOODBYE_BYTES = 16 * 1024;

    private static final Duration GOODBYE = Duration.ofMillis(100);

    private static final int SWITCHING_PROTOCOLS = 101;

    private final Dialer dialer;
    private final HttpTls tls;
    private final TimeSource time;
    private final RandomGenerator random;

    public WebSocketProber(Dialer dialer, TlsClient tls, TimeSource time, RandomGenerator random) {
        this.dialer = dialer;
        this.tls = new HttpTls(tls);
        this.time = time;
        this.random = random;
    }

    @Override
    public Observation ask(WebSocket question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question.handshake()));
    }

    private void run(Attempt attempt, HttpRequest asked) throws AttemptFailed {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        RequestHead head = RequestHead.upgrade(asked, key);
        Blame blame = Failures.ofExchange(asked.address(), Reason.HTTPResponseTimeout);
        try (Connection plain = dialer.dialBothFamilies(attempt, asked.address());
                Connection connection = tls.secure(attempt, plain, asked)) {
            attempt.phase(Phase.Request, blame, () -> HttpProber.send(head, connection));
            AnswerHead answer = attempt.phase(Phase.Response, blame, () -> receive(connection));
            Duration took = Demanded.elapsed(attempt);
            judge(answer, key);
            goodbye(connection);
            Demanded.latency(took, asked.http());
        }
    }

    private static AnswerHead receive(Connection connection) throws IOException, AttemptFailed {
        return AnswerHead.read(new BufferedInputStream(connection.in()))
                .orElseThrow(
                        () ->
                                new AttemptFailed(
                                        Reason.HTTPProtocolError, connection.address().display()));
    }

    private static void judge(AnswerHead answer, String key) throws AttemptFailed {
        if (answer.status() != SWITCHING_PROTOCOLS) {
            Reason reason =
                    switch (answer.status()) {
                        case 401, 403 -> Reason.HTTPAuthenticationRejected;
                        case 429 -> Reason.RateLimited;
                        default -> Reason.HTTPUpgradeFailed;
                    };
            throw new AttemptFailed(reason, "status " + answer.status());
        }
        boolean upgraded =
                answer.lists("connection", "upgrade") && answer.lists("upgrade", "websocket");
        if (!upgraded || !answer.values("sec-websocket-accept").contains(accept(key))) {
            throw new AttemptFailed(
                    Reason.HTTPUpgradeFailed, "status 101, without the accept value of the key");
        }
    }

    private static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + PROOF).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The Java runtime has no SHA-1", e);
        }
    }

    /** A final close frame of code 1000, masked as a client's must be (sections 5.2 and 7.4.1). */
    private void goodbye(Connection connection) {
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        byte[] frame = {
            (byte) 0x88,
            (byte) 0x82,
            mask[0],
            mask[1],
            mask[2],
            mask[3],
            (byte) (mask[0] ^ (1000 >> 8)),
            (byte) (mask[1] ^ (1000 & 0xFF))
        };
        try {
            connection.out().write(frame);
            connection.out().flush();
        } catch (IOException _) {
            // It opened, which is what was asked; that it is gone since is no answer to it.
            return;
        }
        connection.drain(GOODBYE_BYTES, GOODBYE);
    }
}
