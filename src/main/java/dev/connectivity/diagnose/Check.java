package dev.connectivity.diagnose;

import java.util.List;

/** Looks for one kind of fault. */
@FunctionalInterface
interface Check {

    /**
     * What it found; empty where nothing is wrong, or where the evidence does not tell.
     *
     * @param before what the checks ahead of it found
     */
    List<Finding> findings(Scene scene, List<Finding> before);
}
