package dev.connectivity.probe.dial;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Blocks of addresses, and names, as an administrator lists them.
 *
 * @param names absolute, in lower case, without a dot at their end
 * @param suffixes of names, each with its dot at the beginning; {@code *.example.test} stands for
 *     every name below {@code example.test}, and not for that name itself
 */
record Destinations(List<Cidr> blocks, Set<String> names, List<String> suffixes) {

    private static final String ANY_BELOW = "*";

    /**
     * @throws IllegalArgumentException saying how to write an entry that is none
     */
    static Destinations parse(Collection<String> entries) {
        List<Cidr> blocks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<String> suffixes = new ArrayList<>();
        for (String entry : entries) {
            String text = entry.strip();
            boolean below = text.startsWith(ANY_BELOW + ".");
            String name = Hosts.plain(below ? text.substring(2) : text);
            if (!Hosts.isName(name)) {
                blocks.add(block(text));
            } else if (below) {
                suffixes.add("." + name);
            } else {
                names.add(name);
            }
        }
        return new Destinations(List.copyOf(blocks), Set.copyOf(names), List.copyOf(suffixes));
    }

    private static Cidr block(String text) {
        try {
            return Cidr.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + ", or a name as chat.example.test or *.example.test", e);
        }
    }

    boolean contain(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    boolean contain(String name) {
        return names.contains(name) || suffixes.stream().anyMatch(name::endsWith);
    }
}
