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
 * What the API server answered, remembered for seconds: a good answer for 30, a bad one for 5, so
 * that a right that was given is seen soon, and one that was taken not for long. The same question
 * is under way once. A failure is no answer, and not remembered.
 */
final class Answers<Q, A> {

    private static final Duration GOOD = Duration.ofSeconds(30);
    private static final Duration BAD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final AsyncCache<Q, A> known;

    Answers(int atMost, Predicate<A> good, Executor threads) {
        known =
                Caffeine.newBuilder()
                        .maximumSize(atMost)
                        .executor(threads)
                        .expireAfter(
                                Expiry.<Q, A>creating(
                                        (_, answer) -> good.test(answer) ? GOOD : BAD))
                        .buildAsync();
    }

    CompletableFuture<A> ask(Q question, Function<Q, A> how) {
        return known.get(question, how);
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
