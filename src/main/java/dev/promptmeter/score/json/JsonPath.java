package dev.promptmeter.score.json;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A path of RFC 9535, such as {@code $.items[*].qty}, but for patterns in filters. Immutable, safe for many threads. */
public final class JsonPath {

    private static final int LONGEST = 1_000;

    private final String text;
    private final List<Segment> segments;

    private JsonPath(String text, List<Segment> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * {@return the path that stands at the start of a text; what follows it is not looked at}
     *
     * @throws PathException if no path of at most 1,000 characters stands there
     */
    public static JsonPath atStartOf(String text) {
        PathText reading = new PathText(text);
        reading.expect("$");
        List<Segment> segments = new PathParser(reading).segments();
        if (reading.at() > LONGEST) {
            throw new PathException("a path has at most 1,000 characters, this one " + reading.at());
        }
        return new JsonPath(text.substring(0, reading.at()), segments);
    }

    /**
     * {@return what it selects, in document order, repeats included}
     *
     * @throws TooMuchWork if that takes more steps than are left
     */
    public List<JsonNode> select(JsonNode value, Work work) {
        return new Search(value, work).select(segments, value);
    }

    /** {@return the path as written} */
    @Override
    public String toString() {
        return text;
    }
}
