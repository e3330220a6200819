package dev.connectivity.probe.dns;

import io.netty.handler.codec.dns.DnsResponseCode;

/** Error codes in the words of RFC 1035, which are published; others as numbers. */
final class Codes {

    private Codes() {}

    static String word(DnsResponseCode code) {
        return switch (code.intValue()) {
            case 1 -> "FORMERR";
            case 2 -> "SERVFAIL";
            case 4 -> "NOTIMP";
            case 5 -> "REFUSED";
            default -> "code " + code.intValue();
        };
    }
}
