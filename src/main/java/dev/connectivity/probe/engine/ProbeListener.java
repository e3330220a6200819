package dev.connectivity.probe.engine;

import dev.connectivity.probe.Observation;
import java.time.Duration;

/** Told of every attempt that counted. Must not block; several threads may call at a time. */
@FunctionalInterface
public interface ProbeListener {

    /**
     * @param owner a policy's UID
     * @param lateness from when it was due until it was begun
     */
    void asked(String owner, Target target, Observation observation, Duration lateness);
}
