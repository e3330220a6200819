package dev.connectivity.web.page;

import dev.connectivity.view.PolicyView;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which policies one reader is shown in full: the worst few of those that are asked for. The rest
 * of what is not well is a reason and a remedy, so that a page on which everything is down stays
 * short. Not for use by several threads at once.
 */
final class Spotlight {

    /** Some 9 kB each. */
    static final int FEW = 3;

    private final Predicate<PolicyView> asked;
    private Set<String> lit = Set.of();

    Spotlight(Predicate<PolicyView> asked) {
        this.asked = asked;
    }

    /**
     * Their ids. One that was among them stays for as long as it is not well, and as there are not
     * twice as many: somebody may be reading it.
     *
     * @param worstFirst all that they may see
     */
    Set<String> on(List<PolicyView> worstFirst) {
        List<String> ailing =
                worstFirst.stream()
                        .filter(it -> !Sheet.calm(it) && asked.test(it))
                        .map(Sheet::id)
                        .toList();
        lit =
                Stream.concat(ailing.stream().limit(FEW), ailing.stream().filter(lit::contains))
                        .distinct()
                        .limit(2 * FEW)
                        .collect(Collectors.toUnmodifiableSet());
        return lit;
    }
}
