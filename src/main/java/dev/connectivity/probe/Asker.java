package dev.connectivity.probe;

import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.Question.Tcp;
import dev.connectivity.probe.Question.TlsHandshake;
import dev.connectivity.probe.Question.WebSocket;

/** Hands each question to the prober of its protocol. */
public record Asker(
        Prober<Tcp> tcp,
        Prober<TlsHandshake> tls,
        Prober<HttpRequest> http,
        Prober<WebSocket> webSocket,
        Prober<PostgreSql> postgresql)
        implements Prober<Question> {

    @Override
    public Observation ask(Question question, Limits limits) {
        return switch (question) {
            case Tcp q -> tcp.ask(q, limits);
            case TlsHandshake q -> tls.ask(q, limits);
            case HttpRequest q -> http.ask(q, limits);
            case WebSocket q -> webSocket.ask(q, limits);
            case PostgreSql q -> postgresql.ask(q, limits);
        };
    }
}
