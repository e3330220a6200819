package dev.connectivity.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.engine.Slots.Lane;
import dev.connectivity.probe.engine.Slots.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(8);

    @Test
    void slowTargetsLeaveRoomForNewAndPromptOnes() throws InterruptedException {
        take(Lane.Slow, 4);
        Thread fifth = waiting(Lane.Slow);

        take(Lane.Unproven, 2);
        Thread third = waiting(Lane.Unproven);

        take(Lane.Prompt, 2);
        fifth.interrupt();
        third.interrupt();
    }

    @Test
    void aWaiterThatIsInterruptedGivesBackWhatItHeld() throws InterruptedException {
        List<Slot> prompt = take(Lane.Prompt, 8);
        Thread waiting = waiting(Lane.Slow);
        waiting.interrupt();
        waiting.join();
        prompt.forEach(Slot::close);

        assertThat(take(Lane.Slow, 4)).hasSize(4);
    }

    @Test
    void aFreedSlotGoesToTheOneThatWaited() throws InterruptedException {
        List<Slot> taken = take(Lane.Prompt, 8);
        AtomicInteger served = new AtomicInteger();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (Slot _ = slots.take(Lane.Prompt)) {
                                served.incrementAndGet();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        taken.getFirst().close();

        await().until(() -> served.get() == 1);
    }

    private List<Slot> take(Lane lane, int count) throws InterruptedException {
        List<Slot> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(slots.take(lane));
        }
        return taken;
    }

    /** A thread that wants a slot and does not get it. */
    private Thread waiting(Lane lane) {
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        slots.take(lane);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        await().atMost(Duration.ofSeconds(5))
                .until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }
}
