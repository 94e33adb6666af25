package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Locale;

/** {@code contains-html}: at least two tags of HTML elements stand in the answer. */
final class EmbeddedHtml implements Scorer {

    private static final int LEAST = 2;

    private static final CheckHelp HELP = new CheckHelp(
            "contains-html",
            "at least two tags of HTML elements stand in the answer",
            "",
            "",
            "contains-html",
            Arguments.TEXT_OPTIONS);
    private static final Score PASS = Score.pass("contains HTML");

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        JudgedText text = Arguments.of(check, HELP).judgedText();
        return answer -> judge(text.of(answer));
    }

    private static Score judge(String text) {
        TagScan tags = new TagScan(text);
        int known = 0;
        while (known < LEAST && tags.next()) {
            known += HtmlReading.knows(tags.name().toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
        return known == LEAST ? PASS : Score.fail(known + " tags of HTML elements in the text, at least 2 wanted");
    }
}
