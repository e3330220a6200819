package dev.connectivity.probe;

import dev.connectivity.probe.Question.Dns;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.Question.Tcp;

/** Hands each question to the prober of its protocol. */
public record Asker(
        Prober<Tcp> tcp, Prober<HttpRequest> http, Prober<Dns> dns, Prober<PostgreSql> postgresql)
        implements Prober<Question> {

    @Override
    public Observation ask(Question question, Limits limits) {
        return switch (question) {
            case Tcp q -> tcp.ask(q, limits);
            case HttpRequest q -> http.ask(q, limits);
            case Dns q -> dns.ask(q, limits);
            case PostgreSql q -> postgresql.ask(q, limits);
        };
    }
}
