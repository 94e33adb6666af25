package dev.promptmeter.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where in a text XML elements may stand: every start tag whose end tag comes with nothing left open in between. One pass. */
final class TagPairs {

    private final String text;
    private final List<Span> spans = new ArrayList<>();
    private final Deque<Opened> open = new ArrayDeque<>();
    private final Set<String> nowhere = new HashSet<>();
    private int at;

    private TagPairs(String text) {
        this.text = text;
    }

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
        TagPairs pairs = new TagPairs(text);
        while (pairs.at >= 0) {
            pairs.at = pairs.text.indexOf('<', pairs.at);
            if (pairs.at >= 0) {
                pairs.markup();
            }
        }
        return pairs.spans.stream().filter(span -> span.to > 0).toList();
    }

    private void markup() {
        if (text.startsWith("<!--", at)) {
            skip("-->");
        } else if (text.startsWith("<![CDATA[", at)) {
            skip("]]>");
        } else if (text.startsWith("<?", at)) {
            skip("?>");
        } else if (text.startsWith("</", at)) {
            endTag();
        } else {
            startTag();
        }
    }

    private void skip(String end) {
        int to = nowhere.contains(end) ? -1 : text.indexOf(end, at);
        if (to < 0) {
            // Looking for it again at every beginning would take time with the square of the length.
            nowhere.add(end);
            at++;
        } else {
            at = to + end.length();
        }
    }

    private void endTag() {
        int end = nameEnd(at + 2);
        String name = text.substring(at + 2, end);
        int close = end;
        while (close < text.length() && text.charAt(close) <= ' ') {
            close++;
        }
        boolean tag = !name.isEmpty() && close < text.length() && text.charAt(close) == '>';
        at = close;
        if (!tag) {
            return;
        }
        at++;
        if (open.isEmpty() || !open.peek().name.equals(name)) {
            // Whatever is still open holds a tag that nothing matches.
            open.clear();
            return;
        }
        int index = open.pop().index;
        spans.set(index, new Span(spans.get(index).from, at));
    }

    private void startTag() {
        int from = at;
        int end = nameEnd(at + 1);
        String name = text.substring(at + 1, end);
        int close = tagEnd(end);
        at = Math.max(at + 1, close);
        if (name.isEmpty() || close >= text.length() || text.charAt(close) != '>') {
            return;
        }
        at++;
        boolean empty = text.charAt(close - 1) == '/';
        spans.add(new Span(from, empty ? at : 0));
        if (!empty) {
            open.push(new Opened(name, spans.size() - 1));
        }
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < text.length() && (begins(text.charAt(end)) || end > from && continues(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean begins(char c) {
        return Character.isLetter(c) || c == '_' || c == ':' || Character.isSurrogate(c);
    }

    private static boolean continues(char c) {
        return Character.isDigit(c) || c == '-' || c == '.' || c == 0xB7;
    }

    /** {@return the index of the closing bracket, or of whatever shows that this is no tag} */
    private int tagEnd(int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '>' && quote == 0) {
                return i;
            }
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            }
        }
        return text.length();
    }
}
