package dev.connectivity.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Tokens as the test's API server signs them, with its own key. */
final class SignedToken {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of(System.getenv("KUBE_API_TEST_DIR"));

    private SignedToken() {}

    /** What a token was some time ago, and was made for the same time. */
    static String aged(String token, Duration by) {
        String[] parts = token.split("\\.", -1);
        try {
            ObjectNode claims = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            for (String moment : new String[] {"iat", "nbf", "exp"}) {
                claims.put(
                        moment,
                        Instant.ofEpochSecond(claims.get(moment).asLong())
                                .minus(by)
                                .getEpochSecond());
            }
            String content =
                    parts[0] + "." + encoded(JSON.writeValueAsString(claims).getBytes(UTF_8));
            return content + "." + encoded(signed(content));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException | GeneralSecurityException | Pem.MalformedPemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] signed(String content)
            throws IOException, GeneralSecurityException, Pem.MalformedPemException {
        TlsOptions.Identity server =
                Pem.identity(
                        Files.readString(FOLDER.resolve("apiserver.crt")),
                        Files.readString(FOLDER.resolve("apiserver.key")));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(server.key());
        signature.update(content.getBytes(UTF_8));
        return signature.sign();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
