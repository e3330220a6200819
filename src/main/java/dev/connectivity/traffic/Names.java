package dev.connectivity.traffic;

/** Names of what is made: they tell which policy it was made for, and which upstream. */
final class Names {

    /** As long as a name may be. */
    private static final int LONGEST = 253;

    private Names() {}

    static String of(String policy, String upstream) {
        String name = policy + "-" + upstream;
        if (name.length() <= LONGEST) {
            return name;
        }
        String end = "-" + Likeness.digest(name);
        return name.substring(0, LONGEST - end.length()) + end;
    }
}
