package dev.connectivity.probe.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a name server said to a {@link Query}. */
sealed interface Reply {

    /** At least one record of the type, for the name or for what it is an alias of. */
    record Found() implements Reply {}

    /** The name exists, without a record of the type. */
    record NoRecord() implements Reply {}

    /** NXDOMAIN. */
    record NoName() implements Reply {}

    /** Another error code. */
    record Refused(DnsResponseCode code) implements Reply {}

    /** The answer did not fit, and is to be had over TCP. */
    record CutShort() implements Reply {}

    /** It answers this query, and what follows cannot be read. */
    record Unreadable() implements Reply {}

    /** Empty where the message is no answer to this query. */
    static Optional<Reply> read(byte[] bytes, Query query) {
        ByteBuf message = Unpooled.wrappedBuffer(bytes);
        if (bytes.length < Header.LENGTH) {
            return Optional.empty();
        }
        Header header = Header.read(message);
        if (!header.answers(query) || !repeats(message, query)) {
            return Optional.empty();
        }
        try {
            return Optional.of(judge(header, message, query));
        } catch (Exception e) {
            // The codec's ways to say that bytes are none of its kind are many.
            return Optional.of(new Unreadable());
        }
    }

    private static boolean repeats(ByteBuf message, Query query) {
        try {
            DnsQuestion question = DnsRecordDecoder.DEFAULT.decodeQuestion(message);
            return question.name().equalsIgnoreCase(query.name() + ".")
                    && question.type().equals(query.type());
        } catch (Exception e) {
            // As above; and then it repeats nothing.
            return false;
        }
    }

    private static Reply judge(Header header, ByteBuf message, Query query) throws Exception {
        if (header.isCutShort()) {
            return new CutShort();
        }
        DnsResponseCode code = header.code();
        if (code.equals(DnsResponseCode.NXDOMAIN)) {
            return new NoName();
        }
        if (!code.equals(DnsResponseCode.NOERROR)) {
            return new Refused(code);
        }
        return search(header.answers(), message, query);
    }

    /** Aliases come before what they lead to. */
    private static Reply search(int answers, ByteBuf message, Query query) throws Exception {
        Set<String> names = new HashSet<>(Set.of(lower(query.name() + ".")));
        for (int i = 0; i < answers; i++) {
            DnsRecord answer = DnsRecordDecoder.DEFAULT.decodeRecord(message);
            if (answer == null) {
                throw new DecoderException();
            }
            boolean ours = names.contains(lower(answer.name()));
            if (ours && answer.type().equals(query.type())) {
                return new Found();
            }
            if (ours && answer.type().equals(DnsRecordType.CNAME)) {
                ByteBuf alias = ((DnsRawRecord) answer).content();
                names.add(lower(DefaultDnsRecordDecoder.decodeName(alias)));
            }
        }
        return new NoRecord();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The first 12 bytes of a message, RFC 1035 section 4.1.1. */
    record Header(int id, int flags, int questions, int answers) {

        static final int LENGTH = 12;
        private static final int RESPONSE = 0x8000;
        private static final int CUT_SHORT = 0x0200;
        private static final int CODE = 0x000f;

        static Header read(ByteBuf message) {
            Header header =
                    new Header(
                            message.readUnsignedShort(),
                            message.readUnsignedShort(),
                            message.readUnsignedShort(),
                            message.readUnsignedShort());
            message.skipBytes(2 * Short.BYTES);
            return header;
        }

        boolean answers(Query query) {
            return id == query.id() && (flags & RESPONSE) != 0 && questions == 1;
        }

        boolean isCutShort() {
            return (flags & CUT_SHORT) != 0;
        }

        DnsResponseCode code() {
            return DnsResponseCode.valueOf(flags & CODE);
        }
    }
}
