package dev.connectivity.cli.live;

import dev.connectivity.diagnose.PodPort;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import java.util.Map;
import java.util.Set;

/** A place in the network from which pods are asked. */
interface Vantage {

    /** As the rest of a sentence that begins with "the pods were asked". */
    String words();

    /** What became of a connect to each; without those that could not be tried. */
    Map<PodPort, Observation> connect(Set<PodPort> ports) throws InterruptedException;

    /** What came of requests; without those that cannot be made from there. */
    Map<PodPort, Observation> request(Map<PodPort, Question> questions) throws InterruptedException;
}
