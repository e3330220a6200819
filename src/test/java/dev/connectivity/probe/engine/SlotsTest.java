package dev.connectivity.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.probe.engine.Slots.Account;
import dev.connectivity.probe.engine.Slots.Lane;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(new Caps(8, 8, 8));

    @Test
    void slowTargetsLeaveRoomForNewAndPromptOnes() {
        take(Lane.Slow, 4);
        assertThat(slots.take(account(Lane.Slow))).isFalse();

        take(Lane.Unproven, 2);
        assertThat(slots.take(account(Lane.Unproven))).isFalse();

        take(Lane.Prompt, 2);
        assertThat(slots.take(account(Lane.Prompt))).isFalse();
    }

    @Test
    void aFreedSlotCanBeTakenAgain() {
        take(Lane.Slow, 4);
        slots.free(account(Lane.Slow));

        take(Lane.Slow, 1);
        assertThat(slots.taken()).isEqualTo(4);
    }

    @Test
    void oneHostHasItsShareAndNoMore() {
        Slots narrow = new Slots(new Caps(100, 2, 100));
        Account host = new Account(Lane.Prompt, "api:443", "shop");

        assertThat(narrow.take(host)).isTrue();
        assertThat(narrow.take(host)).isTrue();
        assertThat(narrow.take(host)).isFalse();
        assertThat(narrow.take(new Account(Lane.Prompt, "api:444", "shop"))).isTrue();
        narrow.free(host);
        assertThat(narrow.take(host)).isTrue();
    }

    @Test
    void oneNamespaceLeavesRoomForTheOthers() {
        Slots narrow = new Slots(new Caps(100, 100, 1));

        assertThat(narrow.take(new Account(Lane.Prompt, "a:80", "shop"))).isTrue();
        assertThat(narrow.take(new Account(Lane.Prompt, "b:80", "shop"))).isFalse();
        assertThat(narrow.take(new Account(Lane.Prompt, "b:80", "other"))).isTrue();
    }

    private void take(Lane lane, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(slots.take(account(lane))).isTrue();
        }
    }

    private static Account account(Lane lane) {
        return new Account(lane, "host:80", "shop");
    }
}
