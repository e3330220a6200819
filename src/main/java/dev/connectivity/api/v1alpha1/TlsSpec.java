package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How the connection is protected where the scheme says that it is. */
public record TlsSpec(
        @JsonPropertyDescription(
                        "The Secret's key that holds the certificates of the authorities to trust,"
                                + " in PEM; instead of the public ones.")
                @Nullable SecretKey ca,
        @JsonPropertyDescription(
                        "The Secret whose certificate the server is shown when it asks for one.")
                @Nullable ClientCertificate clientCertificate,
        @JsonPropertyDescription(
                        "Name to send to the server (SNI) and to find in its certificate, where it"
                                + " is not the URL's host.")
                @Pattern(Notation.SUBDOMAIN)
                @Size(min = 1, max = 253)
                @Nullable String serverName,
        @JsonPropertyDescription(
                        "The protocol whose STARTTLS comes before the handshake; only with tls://."
                                + " Absent: TLS from the first byte.")
                @Nullable StartTls startTls,
        @JsonPropertyDescription("How long before the end of a certificate to warn; 0s: never.")
                @Default("336h")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String expiryWarning) {

    /** Protocols that begin in plain text and can change to TLS. */
    public enum StartTls {
        SMTP,
        PostgreSQL
    }

    /** A Secret of type kubernetes.io/tls, or with the same keys. */
    public record ClientCertificate(
            @JsonPropertyDescription(
                            "Name of the Secret, in the policy's own namespace, with the keys"
                                    + " tls.crt and tls.key; it must be listed in spec.secrets.")
                    @Required
                    @Pattern(Notation.SUBDOMAIN)
                    @Size(min = 1, max = 253)
                    String secret) {}
}
