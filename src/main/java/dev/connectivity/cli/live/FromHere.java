package dev.connectivity.cli.live;

import dev.connectivity.diagnose.PodPort;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.Round;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** From this machine. */
record FromHere(Prober<Question> prober, String namespace, Duration timeout) implements Vantage {

    @Override
    public String words() {
        return "from here";
    }

    @Override
    public Map<PodPort, Observation> connect(Set<PodPort> ports) throws InterruptedException {
        Map<PodPort, Question> questions = new LinkedHashMap<>();
        ports.forEach(
                port ->
                        questions.put(
                                port,
                                new Question.Tcp(
                                        new Address(port.podIp(), port.port(), namespace))));
        return request(questions);
    }

    @Override
    public Map<PodPort, Observation> request(Map<PodPort, Question> questions)
            throws InterruptedException {
        return Round.ask(questions, prober, new Limits(timeout, timeout));
    }
}
