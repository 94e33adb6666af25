package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;

/** {@code is-sql}: the whole answer is one SQL statement that names only what is allowed. */
final class WholeSql implements Scorer {

    static final String VALUE = "a map of dialect, allowedTables, allowedColumns, or nothing";

    private static final CheckHelp HELP = new CheckHelp(
            "is-sql",
            "the whole answer is one SQL statement that parses, and names only allowed tables and columns if any are given"
                    + " (needs the jar " + SqlReading.ARTIFACT + ")",
            VALUE,
            "",
            "is-sql: {\"allowedTables\":[\"orders\"],\"allowedColumns\":[\"id\",\"orders.total\"]}",
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
        return answer -> judge(WhiteSpace.trim(text.of(answer)), reading);
    }

    private static Score judge(String text, SqlReading reading) {
        if (text.startsWith("```")) {
            return Score.fail("not SQL; it stands in a code fence, 'contains-sql' looks inside");
        }
        return text.isEmpty() ? Score.fail("not SQL: the text is empty") : reading.judge(text);
    }
}
