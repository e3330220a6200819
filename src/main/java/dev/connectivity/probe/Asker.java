package dev.connectivity.probe;

import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.Question.Tcp;

/** Hands each question to the prober of its protocol. */
public record Asker(
        Prober<Tcp> tcp,
        Prober<HttpRequest> http,
        Prober<PostgreSql> postgresql,
        Prober<MySql> mysql)
        implements Prober<Question> {

    @Override
    public Observation ask(Question question, Limits limits) {
        return switch (question) {
            case Tcp q -> tcp.ask(q, limits);
            case HttpRequest q -> http.ask(q, limits);
            case PostgreSql q -> postgresql.ask(q, limits);
            case MySql q -> mysql.ask(q, limits);
        };
    }
}
