package dev.promptmeter.score;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;

/** Reads HTML as a browser does, and tells what the browser had to mend: tags that are unclosed or crossed. */
final class HtmlReading {

    /** HTML5 lets these do without an end tag. */
    private static final Set<String> END_TAG_OPTIONAL = Set.of(
            "html",
            "head",
            "body",
            "p",
            "li",
            "dt",
            "dd",
            "option",
            "optgroup",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "td",
            "th",
            "colgroup",
            "caption",
            "rp",
            "rt");

    /** Their elements belong to other languages, but these begin them inside HTML. */
    private static final Set<String> FOREIGN = Set.of("svg", "math");

    /** A piece of a table is read as if the table stood around it. */
    private static final Map<String, String> PARENTS = Map.of(
            "tr",
            "tbody",
            "td",
            "tr",
            "th",
            "tr",
            "thead",
            "table",
            "tbody",
            "table",
            "tfoot",
            "table",
            "caption",
            "table",
            "colgroup",
            "table",
            "col",
            "colgroup");

    /** Of what the library reports, the faults of tags; it has no codes for them. */
    private static final List<String> FAULTS = List.of("Unexpected EndTag", "Unexpected EOF");

    private final String text;
    private final Parser parser = Parser.htmlParser().setTrackPosition(true);

    private HtmlReading(String text) {
        this.text = text;
        parser.setTrackErrors(text.length());
    }

    /** {@return the first tag of that text that is unclosed or crossed, in words; empty if there is none} */
    static Optional<String> fault(String text, String firstElement) {
        return new HtmlReading(text).fault(firstElement);
    }

    /** {@return whether that is the name of an element of HTML, in lower case} */
    static boolean knows(String name) {
        return Tag.isKnownTag(name) || FOREIGN.contains(name);
    }

    private Optional<String> fault(String firstElement) {
        String parent = PARENTS.get(firstElement);
        List<Node> nodes = parent == null
                ? List.of(parser.parseInput(text, ""))
                : parser.parseFragmentInput(text, new Element(parent), "");
        return nodes.stream()
                .filter(Element.class::isInstance)
                .flatMap(node -> ((Element) node).stream())
                .filter(this::unclosed)
                .findFirst()
                .map(element -> words(
                        "<" + element.normalName() + "> is not closed where it should be",
                        element.sourceRange().startPos()))
                .or(this::misplaced);
    }

    private boolean unclosed(Element element) {
        return written(element.sourceRange())
                && !written(element.endSourceRange())
                && !END_TAG_OPTIONAL.contains(element.normalName())
                && !closesItself(element);
    }

    private static boolean written(Range range) {
        return range.isTracked() && !range.isImplicit();
    }

    /** As {@code <br>} does, and {@code <circle/>} in a drawing. */
    private boolean closesItself(Element element) {
        boolean html = element.tag().namespace().equals(Parser.NamespaceHtml);
        int end = element.sourceRange().endPos();
        return element.tag().isEmpty() || !html && end >= 2 && text.charAt(end - 2) == '/';
    }

    private Optional<String> misplaced() {
        return parser.getErrors().stream()
                .filter(error -> FAULTS.stream().anyMatch(error.getErrorMessage()::startsWith))
                .findFirst()
                .map(this::words);
    }

    private String words(ParseError error) {
        return words("a tag is crossed, or closes nothing", Math.min(text.length(), error.getPosition()));
    }

    private String words(String what, int at) {
        return "character " + (text.codePointCount(0, at) + 1) + ": " + what + ", near " + Excerpt.around(text, at);
    }
}
