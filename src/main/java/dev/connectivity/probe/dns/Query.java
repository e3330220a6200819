package dev.connectivity.probe.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordEncoder;
import io.netty.handler.codec.dns.DnsRecordType;

/**
 * One question to a name server.
 *
 * @param id 16 bits that an answer must repeat, and nobody is to guess
 * @param name absolute, without a dot at its end
 */
record Query(int id, String name, DnsRecordType type) {

    private static final int RECURSION_DESIRED = 0x0100;

    DnsQuestion question() {
        return new DefaultDnsQuestion(name + ".", type);
    }

    byte[] bytes() {
        ByteBuf message = Unpooled.buffer();
        message.writeShort(id).writeShort(RECURSION_DESIRED);
        message.writeShort(1).writeShort(0).writeShort(0).writeShort(0);
        try {
            DnsRecordEncoder.DEFAULT.encodeQuestion(question(), message);
        } catch (Exception e) {
            throw new IllegalStateException("A question fits into memory", e);
        }
        return ByteBufUtil.getBytes(message);
    }
}
