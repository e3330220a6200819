package dev.connectivity.probe.dns;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Dns;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Endpoint;
import dev.connectivity.probe.dial.Hosts;
import dev.connectivity.probe.dial.NameServers;
import io.netty.handler.codec.dns.DnsRecordType;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks for one name, of one chosen name server or of this machine's own. As a pod would: names are
 * completed by the search list, and a server that fails is followed by the next one.
 */
public final class DnsProber implements Prober<Dns> {

    private static final int IDS = 1 << Short.SIZE;

    private final Dialer dialer;
    private final NameServers own;
    private final TimeSource time;
    private final RandomGenerator random;

    /**
     * @param random not to be guessed by whom we ask; one that many threads may draw from
     */
    public DnsProber(Dialer dialer, NameServers own, TimeSource time, RandomGenerator random) {
        this.dialer = dialer;
        this.own = own;
        this.time = time;
        this.random = random;
    }

    @Override
    public Observation ask(Dns question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, Dns question) throws AttemptFailed {
        if (!Hosts.isName(question.address().host())) {
            throw new AttemptFailed(Reason.DNSNameNotFound, "not a host name");
        }
        Conversation conversation = new Conversation(dialer, attempt, servers(attempt, question));
        Optional<AttemptFailed> worst = Optional.empty();
        for (String name : names(question)) {
            Reply reply = conversation.ask(query(name, question));
            if (reply instanceof Reply.Found) {
                return;
            }
            worst = Optional.of(worse(worst, failure(reply, question)));
        }
        throw worst.orElseThrow();
    }

    /** One of our own needs no check: it is asked for every name as it is. */
    private List<Endpoint> servers(Attempt attempt, Dns question) throws AttemptFailed {
        if (question.server().isEmpty()) {
            return own.endpoints();
        }
        Address chosen = question.server().get();
        List<Endpoint> known = own.endpoints().stream().filter(it -> it.is(chosen)).toList();
        return known.isEmpty() ? dialer.endpoints(attempt, chosen) : known;
    }

    private List<String> names(Dns question) {
        Address name = question.address();
        return question.server().isPresent()
                ? List.of(name.host())
                : own.candidates(name.host(), name.namespace());
    }

    private Query query(String name, Dns question) {
        DnsRecordType type =
                switch (question.type()) {
                    case A -> DnsRecordType.A;
                    case AAAA -> DnsRecordType.AAAA;
                    case SRV -> DnsRecordType.SRV;
                    case TXT -> DnsRecordType.TXT;
                };
        return new Query(random.nextInt(IDS), name, type);
    }

    /** An error for one of the names says that another may exist, so it counts for more. */
    private static AttemptFailed worse(Optional<AttemptFailed> before, AttemptFailed now) {
        return before.filter(it -> it.outcome().reason() == Reason.DNSServerFailure).orElse(now);
    }

    private static AttemptFailed failure(Reply reply, Dns question) {
        String name = question.address().host();
        return switch (reply) {
            case Reply.NoName _ -> new AttemptFailed(Reason.DNSNameNotFound, name);
            case Reply.Found _, Reply.NoRecord _ ->
                    new AttemptFailed(
                            Reason.DNSNameNotFound,
                            name + " has no record of type " + question.type());
            case Reply.Refused refused ->
                    new AttemptFailed(
                            Reason.DNSServerFailure, name + ", " + Codes.word(refused.code()));
            case Reply.CutShort _, Reply.Unreadable _ ->
                    new AttemptFailed(
                            Reason.DNSServerFailure, name + ", an answer that cannot be read");
        };
    }
}
