package dev.connectivity.correlate;

import dev.connectivity.judge.Common;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that a dependency cannot be reached without, and that others may need too.
 *
 * @param key equal where it is the same thing
 */
public record Need(Common.Kind kind, String key) {

    /** The name servers of this machine are the same for all names. */
    static final Need NAME_SERVER = new Need(Common.Kind.NameServer, "");

    private static final int DNS_PORT = 53;

    private static final Pattern LITERAL4 = Pattern.compile("[0-9.]+");
    private static final Pattern IN_CLUSTER = Pattern.compile("\\.svc(\\..*)?$");

    /** From the widest to the narrowest, which is the host. */
    static List<Need> of(Question question) {
        Address address = question.address();
        String host = address.host().toLowerCase(Locale.ROOT);
        List<Need> needs = new ArrayList<>();
        Optional<Address> chosen = chosenServer(question);
        if (chosen.isPresent()) {
            needs.add(new Need(Common.Kind.NameServer, shown(chosen.get())));
        } else if (host.indexOf(':') >= 0) {
            needs.add(new Need(Common.Kind.AddressFamily, "IPv6"));
        } else if (LITERAL4.matcher(host).matches()) {
            needs.add(new Need(Common.Kind.AddressFamily, "IPv4"));
        } else {
            needs.add(NAME_SERVER);
        }
        needs.add(new Need(Common.Kind.Host, absolute(host, address.namespace())));
        return List.copyOf(needs);
    }

    /** Where a policy names the server that is to be asked. */
    private static Optional<Address> chosenServer(Question question) {
        return question instanceof Question.Dns dns ? dns.server() : Optional.empty();
    }

    private static String shown(Address server) {
        return server.port() == DNS_PORT ? server.host() : server.display();
    }

    /** A Service has many names: {@code db} in its namespace, {@code db.shop} from others. */
    private static String absolute(String host, String namespace) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        boolean single = name.indexOf('.') < 0 && name.indexOf(':') < 0;
        return single ? name + "." + namespace : IN_CLUSTER.matcher(name).replaceFirst("");
    }
}
