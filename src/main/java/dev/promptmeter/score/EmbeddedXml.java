package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;

/** {@code contains-xml}: a well-formed element stands in the answer, and has certain elements, if any are named. */
final class EmbeddedXml implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "contains-xml",
            "a well-formed XML element stands in the answer, and each element path begins somewhere in it if any are given",
            "a list of element paths, or nothing",
            "",
            "contains-xml: order.item,order.total",
            Arguments.TEXT_OPTIONS);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        List<ElementPath> paths = ElementPath.of(arguments);
        return answer -> new XmlSearch(text.of(answer), paths).score();
    }
}
