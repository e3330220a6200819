package dev.connectivity.web.page;

import dev.connectivity.web.Inventory;
import dev.connectivity.web.access.UndecidedException;
import dev.connectivity.web.access.Viewer;
import dev.connectivity.web.access.Viewers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/** What somebody may see at this moment; nothing where their token is not taken any more. */
@Singleton
class Sources {

    private final Viewers viewers;
    private final Inventory inventory;
    private final Board board;
    private final ExecutorService threads;

    /**
     * @param threads for what takes CPU
     */
    Sources(Viewers viewers, Inventory inventory, Board board, ExecutorService threads) {
        this.viewers = viewers;
        this.inventory = inventory;
        this.board = board;
        this.threads = threads;
    }

    /**
     * Every policy of the namespaces that they may see.
     *
     * @param spotlight theirs
     * @throws UndecidedException where the API server does not say
     */
    List<Rendered> all(String token, Spotlight spotlight)
            throws InterruptedException, ExecutionException {
        Optional<Viewer> viewer = viewers.viewer(token);
        if (viewer.isEmpty()) {
            return List.of();
        }
        Set<String> namespaces = viewer.get().namespaces(inventory.namespaces());
        return threads.submit(() -> board.cards(namespaces, spotlight)).get();
    }

    /**
     * One policy in full.
     *
     * @throws UndecidedException where the API server does not say
     */
    List<Rendered> one(String token, String namespace, String name)
            throws InterruptedException, ExecutionException {
        return viewers.viewer(token).filter(it -> it.mayGet(namespace, name)).isPresent()
                ? threads.submit(() -> board.sheet(namespace, name).stream().toList()).get()
                : List.of();
    }
}
