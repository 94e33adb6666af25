package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;

/** {@code contains-sql}: a fenced block of the answer is one SQL statement that names only what is allowed. */
final class EmbeddedSql implements Scorer {

    private static final int MOST_BLOCKS = 20;

    private static final CheckHelp HELP = new CheckHelp(
            "contains-sql",
            "a fenced block of the answer is one SQL statement that parses, and names only allowed tables and columns if any"
                    + " are given (needs the jar " + SqlReading.ARTIFACT + ")",
            WholeSql.VALUE,
            "",
            "contains-sql: {\"dialect\":\"postgresql\",\"allowedTables\":[\"orders\"]}",
            Arguments.TEXT_OPTIONS);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        SqlReading reading = SqlReading.of(arguments);
        return answer -> judge(FencedBlocks.in(text.of(answer), MOST_BLOCKS), reading);
    }

    private static Score judge(List<String> blocks, SqlReading reading) {
        Score nearest = Score.fail("no fenced block with SQL in the text");
        boolean first = true;
        for (String block : blocks) {
            Score score = reading.judge(block);
            if (!(score instanceof Score.Graded graded) || graded.passed()) {
                return score;
            }
            nearest = first ? score : nearest;
            first = false;
        }
        return nearest;
    }
}
