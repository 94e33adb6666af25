package dev.promptmeter.score.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a path, after the grammar of RFC 9535. */
final class PathParser {

    private static final int DEEPEST = 40;

    private final PathText text;
    private final FilterParser filters;
    private int depth;

    PathParser(PathText text) {
        this.text = text;
        this.filters = new FilterParser(text, this);
    }

    /** {@return the segments from here on; blanks behind the last are left unread} */
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        int end = text.at();
        Segment segment = segment();
        while (segment != null) {
            segments.add(segment);
            end = text.at();
            segment = segment();
        }
        text.back(end);
        return segments;
    }

    private @Nullable Segment segment() {
        text.blanks();
        if (text.take("..")) {
            List<Selector> selectors = text.peek() == '[' ? bracketed() : List.of(afterDot());
            return new Segment(Segment.Reach.DESCENDANTS, selectors);
        }
        if (text.take(".")) {
            return new Segment(Segment.Reach.CHILDREN, List.of(afterDot()));
        }
        return text.peek() == '[' ? new Segment(Segment.Reach.CHILDREN, bracketed()) : null;
    }

    private Selector afterDot() {
        return text.take("*") ? new Selector.Wildcard() : new Selector.Name(text.name());
    }

    private List<Selector> bracketed() {
        deeper();
        text.expect("[");
        List<Selector> selectors = new ArrayList<>();
        do {
            text.blanks();
            selectors.add(selector());
            text.blanks();
        } while (text.take(","));
        text.expect("]");
        depth--;
        return selectors;
    }

    /** Goes one level deeper, within reason: every level of a path takes room on the stack. */
    void deeper() {
        if (++depth > DEEPEST) {
            throw text.fault("at most " + DEEPEST + " levels of brackets expected");
        }
    }

    void higher() {
        depth--;
    }

    private Selector selector() {
        if (PathString.begins(text)) {
            return new Selector.Name(PathString.read(text));
        }
        if (text.take("*")) {
            return new Selector.Wildcard();
        }
        if (text.take("?")) {
            text.blanks();
            return new Selector.Filter(filters.condition());
        }
        if (text.peek() == '(') {
            throw text.fault("script expressions are never run; a name, an index, a slice, * or a ?filter expected");
        }
        if (text.peek() != ':' && !PathNumber.begins(text)) {
            throw text.fault("a name in quotes, an index, a slice, * or a ?filter expected");
        }
        return indexOrSlice();
    }

    private Selector indexOrSlice() {
        Long start = optionalNumber();
        int end = text.at();
        text.blanks();
        if (!text.take(":")) {
            text.back(end);
            return new Selector.Index(start == null ? 0 : start);
        }
        text.blanks();
        Long stop = optionalNumber();
        text.blanks();
        Long step = null;
        if (text.take(":")) {
            text.blanks();
            step = optionalNumber();
        }
        return new Selector.Slice(start, stop, step == null ? 1 : step);
    }

    private @Nullable Long optionalNumber() {
        return PathNumber.begins(text) ? (Long) PathNumber.whole(text) : null;
    }
}
