package dev.connectivity.watch;

import dev.connectivity.config.OperatorConfig;
import dev.connectivity.probe.Asker;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.amqp.AmqpProber;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.ClusterAddresses;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.DnsResolver;
import dev.connectivity.probe.dial.NameServers;
import dev.connectivity.probe.dial.PlaceProber;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.dns.DnsProber;
import dev.connectivity.probe.grpc.GrpcProber;
import dev.connectivity.probe.http.HttpProber;
import dev.connectivity.probe.http.WebSocketProber;
import dev.connectivity.probe.kafka.KafkaProber;
import dev.connectivity.probe.mysql.MySqlProber;
import dev.connectivity.probe.nats.NatsProber;
import dev.connectivity.probe.postgresql.PostgreSqlProber;
import dev.connectivity.probe.redis.RedisProber;
import dev.connectivity.probe.smtp.SmtpProber;
import dev.connectivity.probe.tcp.TcpProber;
import dev.connectivity.probe.tls.TlsProber;
import java.security.SecureRandom;
import java.util.Set;

/** Puts the probers of all protocols together. */
public final class Askers {

    private Askers() {}

    public static Asker over(
            DnsResolver resolver,
            ClusterAddresses cluster,
            OperatorConfig config,
            TimeSource time) {
        return over(
                new Dialer(resolver, guard(cluster, config)),
                TlsClient.ofRuntime(time),
                NameServers.ofMachine(config.probes().clusterDomain()),
                time);
    }

    /** What may be connected to, as the administrator has set. */
    public static AddressGuard guard(ClusterAddresses cluster, OperatorConfig config) {
        return new AddressGuard(cluster, rules(config.probes()));
    }

    /** Who reaches what, and whom TLS trusts, is given. */
    public static Asker over(Dialer dialer, TlsClient tls, NameServers servers, TimeSource time) {
        SecureDialer secure = new SecureDialer(dialer, tls);
        return new Asker(
                new PlaceProber(dialer, time),
                new TcpProber(dialer, time),
                new TlsProber(dialer, tls, time),
                new HttpProber(dialer, tls, time),
                new WebSocketProber(dialer, tls, time, new SecureRandom()),
                new DnsProber(dialer, servers, time, new SecureRandom()),
                new GrpcProber(dialer, tls, time),
                new RedisProber(secure, time),
                new AmqpProber(secure, time),
                new KafkaProber(secure, time),
                new NatsProber(dialer, tls, time),
                new SmtpProber(secure, time),
                new PostgreSqlProber(dialer, tls, time),
                new MySqlProber(dialer, tls, time));
    }

    private static AddressGuard.Rules rules(OperatorConfig.Probes probes) {
        return AddressGuard.Rules.of(
                probes.allow().orElse(Set.of()),
                probes.deny().orElse(Set.of()),
                probes.clusterDomain(),
                probes.otherNamespaces());
    }
}
