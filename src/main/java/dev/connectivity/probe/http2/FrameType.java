package dev.connectivity.probe.http2;

/** The kinds of frames in the order of their numbers, and what each must look like. */
enum FrameType {
    DATA(Place.OUR_STREAM),
    HEADERS(Place.OUR_STREAM),
    PRIORITY(Place.ANY_STREAM, 5, 5, 1),
    RST_STREAM(Place.OUR_STREAM, 4, 4, 1),
    SETTINGS(Place.CONNECTION, 0, Frame.LIMIT, 6),
    /** Pushing is disabled by our settings. */
    PUSH_PROMISE(Place.NOWHERE),
    PING(Place.CONNECTION, 8, 8, 1),
    GOAWAY(Place.CONNECTION, 8, Frame.LIMIT, 1),
    WINDOW_UPDATE(Place.CONNECTION_OR_OURS, 4, 4, 1),
    CONTINUATION(Place.OUR_STREAM),
    /** Of a later version or an extension: to be ignored. */
    UNKNOWN(Place.ANYWHERE);

    private final Place place;
    private final int least;
    private final int most;
    private final int unit;

    /** Of any size. */
    FrameType(Place place) {
        this(place, 0, Frame.LIMIT, 1);
    }

    /** In bytes of payload. */
    FrameType(Place place, int least, int most, int unit) {
        this.place = place;
        this.least = least;
        this.most = most;
        this.unit = unit;
    }

    static FrameType of(int number) {
        return number < UNKNOWN.ordinal() ? values()[number] : UNKNOWN;
    }

    boolean allows(int stream, int payload) {
        return place.holds(stream) && least <= payload && payload <= most && payload % unit == 0;
    }

    /** Which streams a kind may be about. There is one request, so others were never opened. */
    private enum Place {
        CONNECTION,
        OUR_STREAM,
        CONNECTION_OR_OURS,
        ANY_STREAM,
        ANYWHERE,
        NOWHERE;

        boolean holds(int stream) {
            return switch (this) {
                case CONNECTION -> stream == 0;
                case OUR_STREAM -> stream == Frame.OUR_STREAM;
                case CONNECTION_OR_OURS -> stream == 0 || stream == Frame.OUR_STREAM;
                case ANY_STREAM -> stream != 0;
                case ANYWHERE -> true;
                case NOWHERE -> false;
            };
        }
    }
}
