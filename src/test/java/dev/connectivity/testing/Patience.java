package dev.connectivity.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long a condition is awaited where the test itself says nothing of time: so long that a busy
 * machine does not decide. JUnit finds this by the file that is named after its interface.
 */
public final class Patience implements LauncherSessionListener {

    private static final Duration USUAL = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(USUAL);
    }
}
