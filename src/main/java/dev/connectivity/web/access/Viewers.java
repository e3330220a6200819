package dev.connectivity.web.access;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

/**
 * Knows people by their tokens. Tokens themselves are kept nowhere: what is remembered of one is
 * found by its digest.
 */
@ApplicationScoped
public class Viewers {

    /** 1 kB each. */
    private static final int TOKENS = 1_000;

    /** 200 bytes each. */
    private static final int RIGHTS = 10_000;

    /** RFC 6750; those of services have some 1,000 characters. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,16384}=*");

    private final Reviews reviews;
    private final Answers<String, Optional<Identity>> identities;
    private final Answers<Viewer.Wish, Boolean> rights;

    public Viewers(KubernetesClient client, @VirtualThreads ExecutorService threads) {
        reviews = new Reviews(client);
        identities = new Answers<>(TOKENS, Optional::isPresent, threads);
        rights = new Answers<>(RIGHTS, Boolean::booleanValue, threads);
    }

    /**
     * Whose token it is.
     *
     * @return empty where it is no token, or not one for the API server or for {@code
     *     connectivity.dev}
     * @throws UndecidedException where the API server does not say
     */
    public Optional<Viewer> viewer(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        return Answers.await(
                        identities.ask(digest(token), _ -> reviews.identity(token), Answers.BAD))
                .map(who -> new Viewer(who, rights, reviews));
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
