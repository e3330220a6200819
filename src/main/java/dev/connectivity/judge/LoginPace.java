package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Pacing;
import java.util.random.RandomGenerator;

/**
 * Of an upstream that is logged in to: a login that its server refused is not tried again before
 * Secret or policy change, since repeated ones lock accounts.
 *
 * @param otherwise while none is refused
 */
public record LoginPace(Pace otherwise) implements Pace {

    @Override
    public Next next(Verdict verdict, Pacing pacing, RandomGenerator random) {
        boolean refused =
                verdict.lastFailure()
                        .filter(last -> last.reason() == Reason.AuthenticationRejected)
                        .isPresent();
        return refused
                ? Next.onlyWhenAsked(pacing.timeout())
                : otherwise.next(verdict, pacing, random);
    }
}
