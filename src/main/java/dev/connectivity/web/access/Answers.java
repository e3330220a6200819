package dev.connectivity.web.access;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the API server answered, remembered for seconds: a good answer for 30, a bad one for 5 as a
 * rule, so that a right that was given is seen soon, and one that was taken not for long. The same
 * question is under way once. A failure is no answer, and not remembered.
 */
final class Answers<Q, A> {

    static final Duration GOOD = Duration.ofSeconds(30);
    static final Duration BAD = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Predicate<A> good;
    private final AsyncCache<Q, Known<A>> known;

    /** An answer, and for how long it is one. */
    private record Known<A>(A answer, Duration keep) {}

    Answers(int atMost, Predicate<A> good, Executor threads) {
        this.good = good;
        known =
                Caffeine.newBuilder()
                        .maximumSize(atMost)
                        .executor(threads)
                        .expireAfter(Expiry.<Q, Known<A>>creating((_, answer) -> answer.keep()))
                        .buildAsync();
    }

    /**
     * The answer, which may be known already.
     *
     * @param bad for how long a bad one is remembered
     */
    CompletableFuture<A> ask(Q question, Function<Q, A> how, Duration bad) {
        return known.get(question, it -> kept(how.apply(it), bad)).thenApply(Known::answer);
    }

    private Known<A> kept(A answer, Duration bad) {
        return new Known<>(answer, good.test(answer) ? GOOD : bad);
    }

    static <A> A await(CompletableFuture<A> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UndecidedException("no answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new UndecidedException(why(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UndecidedException("interrupted", e);
        }
    }

    private static String why(ExecutionException failure) {
        return Optional.ofNullable(failure.getCause())
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .filter(it -> it.getCode() > 0)
                .map(it -> "it answered " + it.getCode())
                .orElse("it cannot be reached");
    }
}
