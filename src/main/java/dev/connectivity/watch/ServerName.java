package dev.connectivity.watch;

import dev.connectivity.probe.Address;
import java.util.Locale;

/** By what policies tell that they speak of the same server, however each of them writes it. */
public final class ServerName {

    private static final String SERVICE = ".svc";

    private ServerName() {}

    /**
     * Host and port, a Service's short names completed: what else a short name may be, it is that
     * for every policy alike.
     */
    public static String of(Address address, String clusterDomain) {
        String host = address.host().toLowerCase(Locale.ROOT).replaceFirst("[.]$", "");
        String inner = SERVICE + "." + clusterDomain.toLowerCase(Locale.ROOT);
        String name =
                host.endsWith(inner)
                        ? host.substring(0, host.length() - inner.length()) + SERVICE
                        : completed(host, address.namespace());
        return name + ":" + address.port();
    }

    private static String completed(String host, String namespace) {
        if (host.indexOf(':') >= 0) {
            return host;
        }
        return switch (host.split("[.]").length) {
            case 1 -> host + "." + namespace + SERVICE;
            case 2 -> host + SERVICE;
            default -> host;
        };
    }
}
