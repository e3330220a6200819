package dev.connectivity.web.health;

import dev.connectivity.web.access.UndecidedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Where the API server does not decide, nothing is shown. */
@Provider
public class Undecided implements ExceptionMapper<UndecidedException> {

    @Override
    public Response toResponse(UndecidedException e) {
        return Problem.of(Status.SERVICE_UNAVAILABLE, e.told())
                .response()
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }
}
