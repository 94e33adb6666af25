package dev.promptmeter.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where in a text XML elements may stand: every start tag whose end tag comes with nothing left open in between. One pass. */
final class TagPairs {

    private final List<Span> spans = new ArrayList<>();
    private final Deque<Opened> open = new ArrayDeque<>();

    private TagPairs() {}

    /**
     * An element.
     *
     * @param from index of its start tag
     * @param to index behind its end tag
     */
    record Span(int from, int to) {}

    private record Opened(String name, int index) {}

    /** {@return the elements in the order of their start tags} */
    static List<Span> in(String text) {
        TagPairs pairs = new TagPairs();
        TagScan tags = new TagScan(text);
        while (tags.next()) {
            pairs.add(tags);
        }
        return pairs.spans.stream().filter(span -> span.to > 0).toList();
    }

    private void add(TagScan tag) {
        switch (tag.kind()) {
            case EMPTY -> spans.add(new Span(tag.from(), tag.to()));
            case START -> {
                open.push(new Opened(tag.name(), spans.size()));
                spans.add(new Span(tag.from(), 0));
            }
            case END -> close(tag);
        }
    }

    private void close(TagScan tag) {
        Opened last = open.peek();
        if (last == null || !last.name.equals(tag.name())) {
            // Whatever is still open holds a tag that nothing matches.
            open.clear();
            return;
        }
        open.pop();
        spans.set(last.index, new Span(spans.get(last.index).from, tag.to()));
    }
}
