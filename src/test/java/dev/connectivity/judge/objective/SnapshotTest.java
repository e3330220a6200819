package dev.connectivity.judge.objective;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.policy.Objectives.Goal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final int MOST = 900 << 10;
    private static final Duration MONTH = Duration.ofHours(720);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Test
    void whatIsReadBackIsWhatWasWritten() {
        Map<String, Map<String, Account>> written = many(3, 0.01);
        Map<String, Map<String, Account>> read =
                Snapshot.read(Snapshot.write(written, MOST).bytes());

        assertThat(read.keySet()).isEqualTo(written.keySet());
        written.forEach(
                (uid, ofPolicy) ->
                        ofPolicy.forEach(
                                (dependency, account) ->
                                        assertThat(numbers(read.get(uid).get(dependency)))
                                                .isEqualTo(numbers(account))));
    }

    @Test
    void itGoesOnWhereItWas() {
        Account account = month(new Random(1), 0.01);
        Account back =
                Snapshot.read(
                                Snapshot.write(Map.of("uid", Map.of("database", account)), MOST)
                                        .bytes())
                        .get("uid")
                        .get("database");
        for (int i = 1; i <= 5000; i++) {
            account.sampled(NOON.plusSeconds(i), i % 3 == 0);
            back.sampled(NOON.plusSeconds(i), i % 3 == 0);
        }

        assertThat(numbers(back)).isEqualTo(numbers(account));
    }

    @Test
    void aThousandTakeTheirBoundAtMost() {
        int steady = Snapshot.write(many(1000, 0), MOST).bytes().length;
        int usual = Snapshot.write(many(1000, 0.0005), MOST).bytes().length;
        Snapshot.Written worst = Snapshot.write(many(1000, 0.5), MOST);
        System.out.printf(
                "snapshot of 1,000: %d bytes where all answers, %d at 99.95 %%, %d (%d rings left"
                        + " out) where half fails at random%n",
                steady, usual, worst.bytes().length, worst.leftOut());

        assertThat(steady).isLessThan(150_000);
        assertThat(usual).isLessThan(400_000);
        assertThat(worst.bytes().length).isLessThanOrEqualTo(MOST);
    }

    @Test
    void budgetsStayWhereTheFinestRingsFindNoRoom() {
        Map<String, Map<String, Account>> accounts = many(5, 0.5);
        Snapshot.Written written = Snapshot.write(accounts, 1000);
        Account account = accounts.get("uid-0").get("database");
        Account back = Snapshot.read(written.bytes()).get("uid-0").get("database");
        Goal goal = new Goal(Objective.ErrorRate, 100);

        assertThat(written.leftOut()).isPositive();
        assertThat(back.read("database", goal, MONTH, NOON, ObjectiveState.Met).bad())
                .isEqualTo(account.read("database", goal, MONTH, NOON, ObjectiveState.Met).bad());
    }

    @Test
    void whatSomebodyElseWroteIsNone() {
        byte[] good = Snapshot.write(many(2, 0.1), MOST).bytes();
        byte[] cut = Arrays.copyOf(good, good.length / 2);

        assertThat(Snapshot.read(cut)).isEmpty();
        assertThat(Snapshot.read(new byte[] {1, 2, 3})).isEmpty();
        assertThat(Snapshot.read(new byte[0])).isEmpty();
        Writer later = new Writer();
        later.number(2);
        assertThat(Snapshot.read(later.packed())).as("a later version").isEmpty();
    }

    @Test
    void memoryOfAThousandIsBounded() {
        long before = used();
        List<Account> steady = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            steady.add(month(new Random(i), 0));
        }
        long ofSteady = used() - before;
        List<Account> worst = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Account account = month(new Random(i), 0.5);
            account.slowFrom(Optional.of(Duration.ofSeconds(2)));
            account.answered(NOON, Duration.ofSeconds(3));
            worst.add(account);
        }
        long ofWorst = used() - before - ofSteady;
        System.out.printf(
                "memory of 1,000 accounts, each of 3 objectives: %d bytes where all answers, %d"
                        + " where everything is counted%n",
                ofSteady, ofWorst);

        assertThat(steady.size() + worst.size()).isEqualTo(2000);
        assertThat(ofSteady).isLessThan(2_500_000);
        assertThat(ofWorst).isLessThan(8_000_000);
    }

    /** At the least: other threads of this process go on, and what they take is garbage soon. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return LongStream.generate(
                        () -> {
                            System.gc();
                            return runtime.totalMemory() - runtime.freeMemory();
                        })
                .limit(5)
                .min()
                .orElseThrow();
    }

    private static Map<String, Map<String, Account>> many(int accounts, double failing) {
        Map<String, Map<String, Account>> all = new LinkedHashMap<>();
        for (int i = 0; i < accounts; i++) {
            all.put("uid-" + i, Map.of("database", month(new Random(i), failing)));
        }
        return all;
    }

    /** Every 10 s in the last seven hours, every 20 min before. */
    private static Account month(Random random, double failing) {
        Account account = new Account();
        Instant began = NOON.minus(MONTH);
        for (Instant at = began; at.isBefore(NOON); at = at.plus(step(at))) {
            account.sampled(at.plusMillis(random.nextInt(1000)), random.nextDouble() >= failing);
        }
        return account;
    }

    private static Duration step(Instant at) {
        return at.isBefore(NOON.minus(Duration.ofHours(7))) ? Duration.ofMinutes(20) : INTERVAL;
    }

    private static List<Object> numbers(Account account) {
        List<Object> numbers = new ArrayList<>();
        for (Objective objective : Objective.values()) {
            numbers.add(
                    account.read(
                            "database", new Goal(objective, 100), MONTH, NOON, ObjectiveState.Met));
        }
        return numbers;
    }
}
