package dev.promptmeter.run;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of a model stand in line, and how fast they may start.
 *
 * @param lane what its endpoint limits together: origin, model name and, where there are several, which key; holds no secret
 * @param startsPerMinute above 0; null for no limit
 * @param tokensPerMinute estimated, then actual, above 0; null for no limit
 */
public record Pacing(
        String lane,
        @Nullable Double startsPerMinute,
        @Nullable Long tokensPerMinute) {

    /** Refuses limits that let nothing through. */
    public Pacing {
        if (startsPerMinute != null && startsPerMinute <= 0 || tokensPerMinute != null && tokensPerMinute <= 0) {
            throw new IllegalArgumentException("a rate is above 0: " + startsPerMinute + ", " + tokensPerMinute);
        }
    }

    /** {@return no limit, in the lane of that address and name} */
    public static Pacing unpaced(URI baseUri, String name) {
        return new Pacing(lane(baseUri, name), null, null);
    }

    /** {@return the lane of that model at that address, as long as one key is used} */
    public static String lane(URI baseUri, String name) {
        String authority = baseUri.getRawAuthority();
        String origin = authority == null ? baseUri.toString() : baseUri.getScheme() + "://" + authority;
        return origin + " " + name;
    }
}
