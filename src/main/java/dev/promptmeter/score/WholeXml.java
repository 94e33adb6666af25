package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.stream.Collectors;

/** {@code is-xml}: the whole answer is one well-formed document, and has certain elements, if any are named. */
final class WholeXml implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "is-xml",
            "the whole answer is one well-formed XML document without DOCTYPE, and each element path exists if any are given",
            "a list of element paths from the root, or nothing",
            "",
            "is-xml: order.item,order.total",
            Arguments.TEXT_OPTIONS);
    private static final Score PASS = Score.pass("is XML");

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        List<ElementPath> paths = ElementPath.of(arguments);
        return answer -> judge(WhiteSpace.trim(text.of(answer)), paths);
    }

    private static Score judge(String text, List<ElementPath> paths) {
        if (!text.startsWith("<")) {
            String hint = text.startsWith("```") ? "; it stands in a code fence, 'contains-xml' looks inside" : "";
            return Score.fail("not XML" + hint + ": begins with " + Excerpt.of(text));
        }
        try {
            List<ElementPath> missing = StrictXml.missing(text, paths, ElementPath.Start.ROOT);
            return missing.isEmpty() ? PASS : Score.fail("XML without " + words(missing));
        } catch (NotXml e) {
            return Score.fail("not XML: " + e.getMessage());
        }
    }

    static String words(List<ElementPath> missing) {
        return missing.stream().map(ElementPath::written).map(Excerpt::visible).collect(Collectors.joining(", "));
    }
}
