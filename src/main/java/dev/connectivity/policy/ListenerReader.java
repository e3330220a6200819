package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.ListenerSpec;
import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.api.v1alpha1.Notation;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

final class ListenerReader {

    private static final int ENTRIES = 16;
    private static final Pattern CODE_VARIABLES = Pattern.compile(Demands.CODE_VARIABLES);

    /** RFC 6335: a letter, so that no name can be taken for a number. */
    private static final Pattern PORT_NAME =
            Pattern.compile("(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?");

    static Listener read(ListenerSpec spec, Field field) {
        return new Listener(
                field.at("port").port(spec.port()),
                or(spec.protocol(), Protocol.HTTP),
                services(spec, field.at("services")),
                env(spec, field.at("env")));
    }

    private static List<Listener.ServicePort> services(ListenerSpec spec, Field field) {
        var specs = field.list(spec.services(), ENTRIES);
        field.demandUnique(specs, Demands.UNIQUE_SERVICES);
        return IntStream.range(0, specs.size())
                .mapToObj(i -> service(specs.get(i), field.at(i)))
                .toList();
    }

    private static Listener.ServicePort service(ListenerSpec.ServicePort spec, Field field) {
        return new Listener.ServicePort(
                field.at("name").text(spec.name(), Notation.Label, 63),
                Optional.ofNullable(spec.port()).map(it -> portOf(it, field.at("port"))));
    }

    private static IntOrString portOf(IntOrString port, Field field) {
        if (port.getIntVal() == null) {
            var name = field.required(port.getStrVal());
            field.demand(PORT_NAME.matcher(name).matches(), Demands.SERVICE_PORT);
        } else {
            field.port(port.getIntVal());
        }
        return port;
    }

    private static List<String> env(ListenerSpec spec, Field field) {
        var names = field.list(spec.env(), ENTRIES);
        field.demandUnique(names, "Name each variable once.");
        for (int i = 0; i < names.size(); i++) {
            var name = field.at(i).text(names.get(i), Notation.Variable, 63);
            field.at(i).demand(!CODE_VARIABLES.matcher(name).matches(), Demands.HARMLESS_VARIABLE);
        }
        return names;
    }

    private ListenerReader() {}
}
