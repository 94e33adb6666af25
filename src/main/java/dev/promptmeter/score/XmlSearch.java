package dev.promptmeter.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for a well-formed element inside one text, from left to right, with effort that is bounded by the text's length. */
final class XmlSearch {

    private static final int EFFORT_PER_CHARACTER = 10;

    // What it takes to start the parser, in characters read.
    private static final int EFFORT_PER_ELEMENT = 256;

    private static final Score PASS = Score.pass("contains XML");

    private final String text;
    private final List<ElementPath> paths;
    private String nearest = "";

    XmlSearch(String text, List<ElementPath> paths) {
        this.text = text;
        this.paths = paths;
    }

    /** {@return whether the text holds what is looked for} */
    Score score() {
        long effort = (long) EFFORT_PER_CHARACTER * (text.length() + EFFORT_PER_ELEMENT);
        int done = 0;
        for (TagPairs.Span span : TagPairs.in(text)) {
            if (span.from() < done) {
                continue;
            }
            effort -= span.to() - span.from() + EFFORT_PER_ELEMENT;
            if (effort < 0) {
                return new Score.Unscored("looking for XML took too much work");
            }
            List<ElementPath> missing = missing(span);
            if (missing != null && missing.isEmpty()) {
                return PASS;
            }
            done = missing == null ? done : span.to();
        }
        return Score.fail(nearest.isEmpty() ? "no well-formed XML element in the text" : nearest);
    }

    /** {@return the paths that the element lacks; null if it is not well-formed, though one inside it may be} */
    private @Nullable List<ElementPath> missing(TagPairs.Span span) {
        try {
            List<ElementPath> missing =
                    StrictXml.missing(text.substring(span.from(), span.to()), paths, ElementPath.Start.ANYWHERE);
            if (nearest.isEmpty() && !missing.isEmpty()) {
                nearest = "no XML in the text with all paths: the first is without " + WholeXml.words(missing);
            }
            return missing;
        } catch (NotXml e) {
            return null;
        }
    }
}
