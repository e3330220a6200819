package dev.connectivity.web.page;

import dev.connectivity.web.Inventory;
import dev.connectivity.web.access.Caller;
import dev.connectivity.web.access.UndecidedException;
import dev.connectivity.web.access.Viewer;
import dev.connectivity.web.page.Overview.Filter;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Pages for people. */
@Path("/")
@Blocking
public class PageResource {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
    private static final String UP = "../../";

    private final Caller caller;
    private final Inventory inventory;
    private final Board board;
    private final Renderer renderer;
    private final Assets assets;
    private final InstantSource clock;

    PageResource(
            Caller caller,
            Inventory inventory,
            Board board,
            Renderer renderer,
            Assets assets,
            InstantSource clock) {
        this.caller = caller;
        this.inventory = inventory;
        this.board = board;
        this.renderer = renderer;
        this.assets = assets;
        this.clock = clock;
    }

    @GET
    @Produces(HTML)
    public Response overview(
            @QueryParam("health") List<String> health,
            @QueryParam("namespace") @DefaultValue("") String namespace,
            @QueryParam("text") @DefaultValue("") String text) {
        return seen("./", viewer -> overview(viewer, Filter.of(health, namespace, text)));
    }

    @GET
    @Path("policies/{namespace}/{name}")
    @Produces(HTML)
    public Response policy(
            @PathParam("namespace") String namespace, @PathParam("name") String name) {
        return seen(UP, viewer -> policy(viewer, namespace, name));
    }

    /** What it says is in every copy of the product, so everybody may read it. */
    @GET
    @Path("runbook")
    @Produces(HTML)
    public Response runbook() {
        return page(200, renderer.runbook(frame("Runbook", "./", "")));
    }

    /** Under the digest of what is there now it never changes; under another it is not kept. */
    @GET
    @Path("assets/{digest}/{name}")
    public Response asset(@PathParam("digest") String digest, @PathParam("name") String name) {
        Assets.Asset asset = assets.of(name).orElseThrow(NotFoundException::new);
        return Response.ok(asset.content(), asset.type())
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        digest.equals(assets.digest())
                                ? "public, max-age=31536000, immutable"
                                : "no-store")
                .build();
    }

    private Response overview(Viewer viewer, Filter filter) {
        List<Rendered> cards =
                board.cards(
                        viewer.namespaces(inventory.namespaces()), new Spotlight(filter::takes));
        return cards.isEmpty()
                ? notice("./", Notice.nothing(viewer.name()))
                : page(
                        200,
                        renderer.overview(
                                frame("Connectivity", "./", "events"), Overview.of(cards, filter)));
    }

    private Response policy(Viewer viewer, String namespace, String name) {
        if (!viewer.mayGet(namespace, name)) {
            return notice(UP, Notice.missing(namespace, name, viewer.name()));
        }
        return board.sheet(namespace, name)
                .map(
                        it ->
                                page(
                                        200,
                                        renderer.policy(
                                                frame(
                                                        name + " · Connectivity",
                                                        UP,
                                                        UP + "events/" + it.id()),
                                                it.html())))
                .orElseGet(() -> notice(UP, Notice.missing(namespace, name, viewer.name())));
    }

    private Response seen(String root, Function<Viewer, Response> answer) {
        try {
            if (caller.token().isEmpty()) {
                return notice(root, Notice.noToken());
            }
            return caller.viewer().map(answer).orElseGet(() -> notice(root, Notice.badToken()));
        } catch (UndecidedException e) {
            return notice(root, Notice.undecided(e));
        }
    }

    private Response notice(String root, Notice notice) {
        return page(notice.status(), renderer.notice(frame(notice.title(), root, ""), notice));
    }

    private Response page(int status, String html) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(html)
                .build();
    }

    private Frame frame(String title, String root, String events) {
        return new Frame(
                title,
                root,
                assets.digest(),
                events,
                Figures.time(clock.instant()),
                !inventory.leads());
    }
}
