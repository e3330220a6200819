package dev.connectivity.web.health;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why there is no answer, as RFC 9457 has it. */
@Schema(description = "Why there is no answer, and what to do (RFC 9457).")
record Problem(
        @Schema(examples = "Forbidden") String title,
        @Schema(examples = "403") int status,
        @Schema(description = "What to do, in sentences.") String detail) {

    static final String JSON = "application/problem+json";

    static Problem of(Status status, String detail) {
        return new Problem(status.getReasonPhrase(), status.getStatusCode(), detail);
    }

    WebApplicationException thrown() {
        return new WebApplicationException(response().build());
    }

    /** As an exception, with which a client may tell what kind of token is wanted. */
    WebApplicationException challenge(String how) {
        return new WebApplicationException(
                response().header(HttpHeaders.WWW_AUTHENTICATE, how).build());
    }

    Response.ResponseBuilder response() {
        return Response.status(status)
                .type(JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(this);
    }
}
