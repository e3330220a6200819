package dev.connectivity.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Style, script and icon: the same for everybody, and kept by browsers until they change. */
@ApplicationScoped
class Assets {

    /**
     * @param type as in {@code Content-Type}
     */
    record Asset(String type, byte[] content) {}

    /** In an order, since their digest depends on it. */
    private static final SortedMap<String, String> TYPES =
            new TreeMap<>(
                    Map.of(
                            "page.css", "text/css;charset=UTF-8",
                            "page.js", "text/javascript;charset=UTF-8",
                            "icon.svg", "image/svg+xml"));

    private static final int DIGITS = 12;

    private final Map<String, Asset> files = new LinkedHashMap<>();
    private final String digest;

    Assets() {
        MessageDigest sum = sha256();
        TYPES.forEach(
                (name, type) -> {
                    byte[] content = read(name);
                    sum.update(content);
                    files.put(name, new Asset(type, content));
                });
        digest = HexFormat.of().formatHex(sum.digest()).substring(0, DIGITS);
    }

    /** Of all of them; part of their address. */
    String digest() {
        return digest;
    }

    Optional<Asset> of(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/page/" + name)) {
            return Objects.requireNonNull(file, "it is packaged").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
