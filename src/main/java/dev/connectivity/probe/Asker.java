package dev.connectivity.probe;

import dev.connectivity.probe.Question.Amqp;
import dev.connectivity.probe.Question.Grpc;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.Kafka;
import dev.connectivity.probe.Question.Nats;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.Question.Redis;
import dev.connectivity.probe.Question.Smtp;
import dev.connectivity.probe.Question.Tcp;

/** Hands each question to the prober of its protocol. */
public record Asker(
        Prober<Tcp> tcp,
        Prober<HttpRequest> http,
        Prober<PostgreSql> postgresql,
        Prober<Grpc> grpc,
        Prober<Nats> nats,
        Prober<Smtp> smtp,
        Prober<Redis> redis,
        Prober<Amqp> amqp,
        Prober<Kafka> kafka)
        implements Prober<Question> {

    @Override
    public Observation ask(Question question, Limits limits) {
        return switch (question) {
            case Tcp q -> tcp.ask(q, limits);
            case HttpRequest q -> http.ask(q, limits);
            case PostgreSql q -> postgresql.ask(q, limits);
            case Grpc q -> grpc.ask(q, limits);
            case Nats q -> nats.ask(q, limits);
            case Smtp q -> smtp.ask(q, limits);
            case Redis q -> redis.ask(q, limits);
            case Amqp q -> amqp.ask(q, limits);
            case Kafka q -> kafka.ask(q, limits);
        };
    }
}
