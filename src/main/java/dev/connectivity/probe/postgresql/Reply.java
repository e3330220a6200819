package dev.connectivity.probe.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of the server. Its text shows the type alone: the body may be an answer to a secret.
 */
record Reply(char type, byte[] body) {

    static final char ERROR = 'E';
    static final char AUTHENTICATION = 'R';
    static final char READY = 'Z';
    static final char DATA_ROW = 'D';
    static final char NEGOTIATE = 'v';

    private static final char CODE_FIELD = 'C';

    /** The severity, in English whatever language the server speaks. */
    private static final char SEVERITY_FIELD = 'V';

    /** Of an error. */
    SqlState sqlState() {
        return new SqlState(field(CODE_FIELD));
    }

    /** Of an error: the server hangs up after it. */
    boolean endsSession() {
        String severity = field(SEVERITY_FIELD);
        return severity.equals("FATAL") || severity.equals("PANIC");
    }

    private String field(char name) {
        for (String field : words(0)) {
            if (field.charAt(0) == name) {
                return field.substring(1);
            }
        }
        return "";
    }

    /** The first four bytes as a number; negative where there are fewer, as no message has it. */
    int number() {
        return body.length >= 4 ? ByteBuffer.wrap(body).getInt() : -1;
    }

    /** Everything after {@code offset}. */
    byte[] rest(int offset) {
        byte[] rest = new byte[Math.max(0, body.length - offset)];
        System.arraycopy(body, body.length - rest.length, rest, 0, rest.length);
        return rest;
    }

    String text(int offset) {
        return new String(rest(offset), StandardCharsets.UTF_8);
    }

    /** The NUL-terminated strings after {@code offset}, up to the first empty one. */
    List<String> words(int offset) {
        List<String> words = new ArrayList<>();
        for (String word : text(offset).split("\0", -1)) {
            if (word.isEmpty()) {
                break;
            }
            words.add(word);
        }
        return words;
    }

    @Override
    public String toString() {
        return "Reply[" + type + "]";
    }
}
