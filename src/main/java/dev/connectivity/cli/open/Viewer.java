package dev.connectivity.cli.open;

import dev.connectivity.cli.console.CommandException;
import java.util.Map;

/** Asks the operator as whoever looks. */
final class Viewer {

    private static final int ATTEMPTS = 4;
    private static final long PAUSE_MILLIS = 250;

    private final Upstream upstream;
    private final ViewerToken token;

    Viewer(Upstream upstream, ViewerToken token) {
        this.upstream = upstream;
        this.token = token;
    }

    /**
     * Makes sure that the page is there, before anybody is sent to it.
     *
     * @throws CommandException where it is not
     */
    void check() throws InterruptedException {
        switch (ask("GET", "/", Map.of("Accept", "text/html"))) {
            case Refusal refusal -> throw refusal.exception();
            case Answer answer -> {
                answer.cancel();
                if (!answer.isPage()) {
                    throw Refusal.noPage(upstream.place(), answer.status()).exception();
                }
            }
        }
    }

    /** Once more with a new token, where it was refused; and where another replica may answer. */
    Reply ask(String method, String target, Map<String, String> headers)
            throws InterruptedException {
        try {
            String used = token.current();
            Reply reply = patiently(method, target, headers, used);
            if (!(reply instanceof Answer answer) || answer.status() != 401) {
                return reply;
            }
            String other = token.insteadOf(used);
            if (other.equals(used)) {
                return reply;
            }
            answer.cancel();
            return patiently(method, target, headers, other);
        } catch (CommandException e) {
            return new Refusal(e.exitCode(), false, e.getMessage());
        }
    }

    private Reply patiently(String method, String target, Map<String, String> headers, String with)
            throws InterruptedException {
        Reply reply = upstream.ask(method, target, headers, with);
        for (int attempt = 1;
                attempt < ATTEMPTS && reply instanceof Refusal refusal && refusal.passing();
                attempt++) {
            Thread.sleep(PAUSE_MILLIS * attempt);
            reply = upstream.ask(method, target, headers, with);
        }
        return reply;
    }

    Upstream upstream() {
        return upstream;
    }
}
