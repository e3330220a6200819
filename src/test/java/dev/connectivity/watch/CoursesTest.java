package dev.connectivity.watch;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.UpstreamPace;
import dev.connectivity.judge.Verdict;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of answers, who is woken by them, and when is asked next. */
class CoursesTest {

    private static final PolicyKey POLICY = new PolicyKey("uid", "shop", "storefront");
    private static final Question DATABASE = new Question.Tcp(new Address("db", 5432, "shop"));

    private final Connects connects = new Connects();
    private final Verdicts verdicts = new Verdicts();
    private final List<Verdict.State> told = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final Connects.Key key =
            new Connects.Key(Connects.Kind.pod, new PodPort("web-1", "10.0.0.1", 3001));
    private final ConnectCourse connect =
            new ConnectCourse(
                    POLICY,
                    key,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    connects,
                    (namespace, name) -> woken.add(name));
    private final DependencyCourse dependency =
            new DependencyCourse(
                    POLICY,
                    "database",
                    new UpstreamPace(),
                    new DependencyCourse.Rules(aPacing(), Duration.ofHours(336)),
                    verdicts,
                    (policy, id, observation, turn) -> told.add(turn.after().state()),
                    (namespace, name) -> woken.add(name),
                    new Random(1));

    @Test
    void aPortIsAskedAtOnceAndWakesItsPolicyWhenItsAnswerChanges() {
        assertThat(connect.first().delay()).isZero();
        connect.next(answered(NOON));
        connect.next(answered(NOON));
        assertThat(woken).hasSize(1);
        connect.next(failed(NOON, Reason.ConnectionRefused));
        assertThat(woken).hasSize(2);
    }

    @Test
    void aPortThatBeginsToFailIsAskedAgainSoonAndThenAtItsInterval() {
        connect.next(answered(NOON));
        assertThat(connect.next(failed(NOON, Reason.ConnectionRefused)).delay())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(connect.next(failed(NOON, Reason.ConnectionRefused)).delay())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void connectsAreKeptByKindAndForgottenWithTheirTarget() {
        connects.put("uid", key, answered(NOON));
        assertThat(connects.seen("uid", Connects.Kind.pod)).containsOnlyKeys(key.port());
        assertThat(connects.seen("uid", Connects.Kind.health)).isEmpty();
        connects.retain("uid", Set.of());
        assertThat(connects.seen("uid", Connects.Kind.pod)).isEmpty();
    }

    @Test
    void aDependencyWakesItsPolicyWhenItsVerdictReadsOtherwise() {
        verdicts.begin("uid", "database", DATABASE, () -> Verdict.unknown(NOON), NOON);
        dependency.next(answered(NOON));
        dependency.next(answered(NOON.plusSeconds(10)));
        assertThat(woken).hasSize(1);
        dependency.next(failed(NOON.plusSeconds(20), Reason.ConnectionRefused));
        assertThat(woken).hasSize(1);
        dependency.next(failed(NOON.plusSeconds(21), Reason.ConnectionRefused));
        assertThat(woken).hasSize(2);
        assertThat(verdicts.get("uid", "database").orElseThrow().state())
                .isEqualTo(Verdict.State.Down);
    }

    @Test
    void aDependencyThatIsUpAfterARestartIsAskedAtItsInterval() {
        Verdict up = Judge.judge(Verdict.unknown(NOON), answered(NOON), aPacing());
        verdicts.begin("uid", "database", DATABASE, () -> up, NOON);
        assertThat(dependency.first().delay()).isEqualTo(aPacing().interval());
    }

    @Test
    void anAnswerForATargetThatIsGoneIsDropped() {
        dependency.next(answered(NOON));
        assertThat(woken).isEmpty();
        assertThat(verdicts.get("uid", "database")).isEmpty();
    }

    @Test
    void anotherPasswordEndsNoIncidentAndAnotherAddressBeginsAnew() {
        Verdict up = Judge.judge(Verdict.unknown(NOON), answered(NOON), aPacing());
        verdicts.begin("uid", "database", DATABASE, () -> up, NOON);
        verdicts.begin("uid", "database", DATABASE, () -> Verdict.unknown(NOON), NOON);
        assertThat(verdicts.get("uid", "database")).contains(up);
        Question moved = new Question.Tcp(new Address("db2", 5432, "shop"));
        verdicts.begin("uid", "database", moved, () -> up, NOON);
        assertThat(verdicts.get("uid", "database").orElseThrow().state())
                .isEqualTo(Verdict.State.Unknown);
    }
}
