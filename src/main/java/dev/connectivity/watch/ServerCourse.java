package dev.connectivity.watch;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.Course;

/**
 * The course of a database that also takes down how its connections are used, and wakes the policy
 * when that calls for another look at its pools.
 */
record ServerCourse(
        PolicyKey policy, Address address, Course course, ConnectionUses uses, Wake wake)
        implements Course {

    @Override
    public Step first() {
        return course.first();
    }

    @Override
    public Step next(Observation observation) {
        boolean changed = false;
        for (Fact fact : observation.facts()) {
            if (fact instanceof Fact.ConnectionUse use) {
                changed |= uses.note(policy.uid(), address, use);
            }
        }
        if (changed) {
            wake.wake(policy.namespace(), policy.name());
        }
        return course.next(observation);
    }
}
