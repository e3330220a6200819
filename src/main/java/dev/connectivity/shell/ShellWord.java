package dev.connectivity.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of a command, which a shell passes on as they are, whoever chose them. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-]+");
    private static final Pattern SERVICE_ACCOUNT =
            Pattern.compile("system:serviceaccount:([^:]+:[^:]+)");

    private ShellWord() {}

    /** Where it is not plain, between single quotes: there a shell reads nothing but their end. */
    public static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * Whom {@code kubectl create rolebinding} is to bind.
     *
     * @param user by the name that the API server gives them
     */
    public static String subject(String user) {
        Matcher account = SERVICE_ACCOUNT.matcher(user);
        return account.matches()
                ? "--serviceaccount=" + of(account.group(1))
                : "--user=" + of(user);
    }
}
