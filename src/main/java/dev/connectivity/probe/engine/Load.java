package dev.connectivity.probe.engine;

/**
 * What the engine has to do now.
 *
 * @param targets that are asked in their time
 * @param inFlight attempts under way
 * @param waiting attempts whose time has come, and that a cap holds back
 */
public record Load(int targets, int inFlight, int waiting) {}
