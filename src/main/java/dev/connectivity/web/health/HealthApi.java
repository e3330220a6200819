package dev.connectivity.web.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSets;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The paths, and their description. */
@Path("/api/health")
@Produces({MediaType.APPLICATION_JSON, Problem.JSON})
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description =
                "A token that the Kubernetes API server takes, or one for the audience"
                        + " connectivity.dev, whose owner may get connectivitypolicies. Also taken"
                        + " from the header X-Forwarded-Access-Token.")
@APIResponse(
        responseCode = "401",
        description = "The token is missing, or not valid here.",
        headers =
                @Header(
                        name = "WWW-Authenticate",
                        description = "Bearer, with error=\"invalid_token\" where one was sent."),
        content =
                @Content(
                        mediaType = Problem.JSON,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "none", value = Examples.UNAUTHORIZED)))
@APIResponse(
        responseCode = "403",
        description = "Its owner may not see this, whether or not it exists.",
        content =
                @Content(
                        mediaType = Problem.JSON,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "refused", value = Examples.FORBIDDEN)))
@APIResponse(
        responseCode = "503",
        description =
                "Down: the workload, its database or a required upstream does not answer; or, as a"
                        + " problem, the API server did not say what may be shown.",
        content =
                @Content(
                        mediaType = Problem.JSON,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "undecided", value = Examples.UNDECIDED)))
@SecurityRequirement(name = "token")
interface HealthApi {

    @GET
    @Operation(
            operationId = "all",
            summary = "How the operator is; with a token how all policies fare that it may see.",
            description =
                    "Without a token the replica that is asked tells of itself. With one: the"
                            + " policies of every namespace whose every policy may be seen.")
    @SecurityRequirementsSets({
        @SecurityRequirementsSet,
        @SecurityRequirementsSet(@SecurityRequirement(name = "token"))
    })
    @APIResponse(
            responseCode = "200",
            description = "Nothing that is required is down.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {OwnHealth.class, ManyHealth.class}),
                            examples = {
                                @ExampleObject(name = "without a token", value = Examples.OWN),
                                @ExampleObject(name = "with a token", value = Examples.MANY)
                            }))
    Response all();

    @GET
    @Path("/{namespace}")
    @Operation(operationId = "namespace", summary = "How the policies of one namespace fare.")
    @APIResponse(
            responseCode = "200",
            description = "Nothing that is required is down.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ManyHealth.class),
                            examples = @ExampleObject(name = "degraded", value = Examples.MANY)))
    Response namespace(
            @Parameter(description = "Namespace of the policies.", example = "shop")
                    @PathParam("namespace")
                    String namespace);

    @GET
    @Path("/{namespace}/{policy}")
    @Operation(operationId = "policy", summary = "How one policy fares.")
    @APIResponse(
            responseCode = "200",
            description = "Nothing that is required is down.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PolicyHealth.class),
                            examples = @ExampleObject(name = "degraded", value = Examples.POLICY)))
    @APIResponse(
            responseCode = "404",
            description = "There is none of this name, and the token may know that.",
            content =
                    @Content(
                            mediaType = Problem.JSON,
                            schema = @Schema(implementation = Problem.class),
                            examples =
                                    @ExampleObject(name = "missing", value = Examples.NOT_FOUND)))
    Response policy(
            @Parameter(description = "Namespace of the policy.", example = "shop")
                    @PathParam("namespace")
                    String namespace,
            @Parameter(description = "Name of the policy.", example = "storefront")
                    @PathParam("policy")
                    String policy);
}
