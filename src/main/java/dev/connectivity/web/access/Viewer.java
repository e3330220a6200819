package dev.connectivity.web.access;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Somebody who looks, and what they may see: what {@code kubectl auth can-i get
 * connectivitypolicies} says of them. Every question here throws {@link UndecidedException} where
 * the API server does not answer it.
 */
public final class Viewer {

    /** At most 40 questions a second for one who may see few of many. */
    private static final Duration LONGER = Duration.ofMillis(25);

    private final Identity who;
    private final Answers<Wish, Boolean> rights;
    private final Reviews reviews;

    Viewer(Identity who, Answers<Wish, Boolean> rights, Reviews reviews) {
        this.who = who;
        this.rights = rights;
        this.reviews = reviews;
    }

    /** One question about one right. */
    record Wish(Identity who, Scope scope) {}

    /** Their name, as the API server has it. */
    public String name() {
        return who.user();
    }

    /** Whether they may see every policy of every namespace. */
    public boolean mayGetAll() {
        return may(Scope.CLUSTER);
    }

    /** Whether they may see every policy of a namespace, which need not exist. */
    public boolean mayGet(String namespace) {
        return may(Scope.of(namespace));
    }

    /** Whether they may see this policy, which need not exist. */
    public boolean mayGet(String namespace, String name) {
        return may(new Scope(namespace, name));
    }

    /** Those of {@code all} whose every policy they may see. */
    public Set<String> namespaces(Set<String> all) {
        if (mayGetAll()) {
            return all;
        }
        Map<String, CompletableFuture<Boolean>> answers =
                all.stream()
                        .collect(
                                Collectors.toMap(
                                        it -> it, it -> ask(Scope.of(it), refusal(all.size()))));
        return answers.entrySet().stream()
                .filter(it -> Answers.await(it.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean may(Scope scope) {
        return scope.canExist() && Answers.await(ask(scope, Answers.BAD));
    }

    /** The more of them there are, the longer: 1,000 are not asked for anew every 5 s. */
    private static Duration refusal(int namespaces) {
        Duration keep = Answers.BAD.plus(LONGER.multipliedBy(namespaces));
        return keep.compareTo(Answers.GOOD) < 0 ? keep : Answers.GOOD;
    }

    private CompletableFuture<Boolean> ask(Scope scope, Duration refusal) {
        return rights.ask(
                new Wish(who, scope), it -> reviews.mayGet(it.who(), it.scope()), refusal);
    }
}
