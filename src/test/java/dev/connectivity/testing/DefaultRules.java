package dev.connectivity.testing;

import dev.connectivity.config.OperatorConfig;
import dev.connectivity.plan.Marks;
import dev.connectivity.plan.Situation.Rules;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What an administrator allows who has set nothing. */
public final class DefaultRules {

    private static final OperatorConfig CONFIG =
            new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .withMapping(OperatorConfig.class)
                    .build()
                    .getConfigMapping(OperatorConfig.class);

    private DefaultRules() {}

    public static Rules with(boolean enforce, boolean slotFree) {
        return new Rules(
                enforce, CONFIG.oneShotManagers(), new Marks(CONFIG.reconcilerMarks()), slotFree);
    }
}
