package dev.connectivity.web.page;

import dev.connectivity.web.Inventory;
import dev.connectivity.web.access.Viewers;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/**
 * Where it is known what there is, and who may see it.
 *
 * @param threads for what takes CPU
 */
@Singleton
record Sources(
        Viewers viewers,
        Inventory inventory,
        Board board,
        InstantSource clock,
        ExecutorService threads) {}
