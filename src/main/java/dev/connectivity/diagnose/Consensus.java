package dev.connectivity.diagnose;

import java.util.List;

/** What connects to several pods showed together. */
enum Consensus {
    /** Every pod accepts: the proof that a patch needs. */
    Accepts("accepts"),
    /** Every pod refuses. */
    Refuses("refuses"),
    /** Some accept, and some refuse. */
    Split("accepts on some pods and refuses on others"),
    /** The kubelet reaches at least one pod where we are refused. */
    Disputed("refuses us, while the kubelet's probe succeeds there"),
    /** At least one pod did not answer. */
    Silent("does not answer"),
    /** At least one pod has a mesh sidecar. */
    Masked("is answered by a mesh sidecar"),
    /** At least one pod was not asked yet. */
    Incomplete("was not asked yet"),
    /** There is no pod to ask. */
    NoPods("has no running pod");

    private final String words;

    Consensus(String words) {
        this.words = words;
    }

    /** What the port does, as the rest of a sentence that begins with the port. */
    String words() {
        return words;
    }

    static Consensus of(List<Answer> answers) {
        if (answers.isEmpty()) {
            return NoPods;
        }
        if (answers.contains(Answer.Masked)) {
            return Masked;
        }
        if (answers.contains(Answer.NotAsked)) {
            return Incomplete;
        }
        if (answers.contains(Answer.Disputed)) {
            return Disputed;
        }
        if (answers.contains(Answer.Silent)) {
            return Silent;
        }
        if (answers.contains(Answer.Accepts) && answers.contains(Answer.Refuses)) {
            return Split;
        }
        return answers.contains(Answer.Accepts) ? Accepts : Refuses;
    }
}
