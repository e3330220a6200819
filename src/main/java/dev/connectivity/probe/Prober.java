package dev.connectivity.probe;

/**
 * Answers one kind of question. Blocks its (virtual) thread, at most for the limits' total; never
 * throws for what the network did.
 */
@FunctionalInterface
public interface Prober<Q extends Question> {

    Observation ask(Q question, Limits limits);
}
