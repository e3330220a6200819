package dev.connectivity.probe;

import dev.connectivity.probe.Question.Amqp;
import dev.connectivity.probe.Question.Dns;
import dev.connectivity.probe.Question.Grpc;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.Kafka;
import dev.connectivity.probe.Question.MySql;
import dev.connectivity.probe.Question.Nats;
import dev.connectivity.probe.Question.Place;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.Question.Redis;
import dev.connectivity.probe.Question.Smtp;
import dev.connectivity.probe.Question.Tcp;
import dev.connectivity.probe.Question.TlsHandshake;
import dev.connectivity.probe.Question.WebSocket;

/** Hands each question to the prober of its protocol. */
public record Asker(
        Prober<Place> place,
        Prober<Tcp> tcp,
        Prober<TlsHandshake> tls,
        Prober<HttpRequest> http,
        Prober<WebSocket> webSocket,
        Prober<Dns> dns,
        Prober<Grpc> grpc,
        Prober<Redis> redis,
        Prober<Amqp> amqp,
        Prober<Kafka> kafka,
        Prober<Nats> nats,
        Prober<Smtp> smtp,
        Prober<PostgreSql> postgresql,
        Prober<MySql> mysql)
        implements Prober<Question> {

    @Override
    public Observation ask(Question question, Limits limits) {
        return switch (question) {
            case Place q -> place.ask(q, limits);
            case Tcp q -> tcp.ask(q, limits);
            case TlsHandshake q -> tls.ask(q, limits);
            case HttpRequest q -> http.ask(q, limits);
            case WebSocket q -> webSocket.ask(q, limits);
            case Dns q -> dns.ask(q, limits);
            case Grpc q -> grpc.ask(q, limits);
            case Redis q -> redis.ask(q, limits);
            case Amqp q -> amqp.ask(q, limits);
            case Kafka q -> kafka.ask(q, limits);
            case Nats q -> nats.ask(q, limits);
            case Smtp q -> smtp.ask(q, limits);
            case PostgreSql q -> postgresql.ask(q, limits);
            case MySql q -> mysql.ask(q, limits);
        };
    }
}
