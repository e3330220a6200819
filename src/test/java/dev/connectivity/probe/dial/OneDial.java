package dev.connectivity.probe.dial;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.testing.ProbeFixtures;
import java.net.InetAddress;
import java.util.List;

/** A process that dials one address, and prints the reason why it could not, or Reachable. */
final class OneDial {

    private OneDial() {}

    public static void main(String[] arguments) {
        List<InetAddress> addresses = List.of(InetAddress.ofLiteral(arguments[0]));
        Dialer dialer =
                new Dialer(
                        (address, _) -> new Resolver.Resolution(address.host(), addresses),
                        ProbeFixtures.openGuard());
        Address address = new Address("one.test", Integer.parseInt(arguments[1]), "shop");
        Observation observation =
                Attempt.observe(
                        TimeSource.system(),
                        ProbeFixtures.QUICK,
                        attempt -> dialer.dial(attempt, address).close());
        System.out.println(
                switch (observation.outcome()) {
                    case Outcome.Answered _ -> "Reachable";
                    case Outcome.Failed failed -> failed.reason().name();
                });
    }
}
