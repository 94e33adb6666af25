package dev.promptmeter.score;

import java.util.Optional;

/** Reads one SQL statement and holds it against the rules, if the library for it is there. */
final class SqlReading {

    /** The version that is tested; a test compares it with the build. */
    static final String ARTIFACT = "com.github.jsqlparser:jsqlparser:5.4";

    private static final int LONGEST = 64 * 1024;
    private static final int DEEPEST = 100;

    private final SqlRules rules;

    private SqlReading(SqlRules rules) {
        this.rules = rules;
    }

    /**
     * {@return what reads statements by the rules in the value of a check}
     *
     * @throws CheckException if the library is not on the class path, or does not know the dialect
     */
    static SqlReading of(Arguments arguments) {
        requireLibrary(arguments);
        SqlRules rules = SqlRules.of(arguments);
        Optional<String> choices = Optional.ofNullable(rules.dialect()).flatMap(SqlLibrary::choices);
        choices.ifPresent(known -> {
            throw arguments.wrong("has dialect " + rules.dialect() + ", which is none of " + known);
        });
        return new SqlReading(rules);
    }

    private static void requireLibrary(Arguments arguments) {
        try {
            Class.forName("net.sf.jsqlparser.parser.CCJSqlParser", false, SqlReading.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw arguments.lacks("a library that Promptmeter does not bring along: get the jar " + ARTIFACT
                    + " and name it in PROMPTMETER_CLASSPATH (README: Checks of SQL)");
        }
    }

    /** {@return whether the text is one statement that keeps to the rules} */
    Score judge(String text) {
        if (text.length() > LONGEST || depth(text) > DEEPEST) {
            return new Score.Unscored("the statement is too large to be read: " + text.length()
                    + " characters, at most " + LONGEST + " and " + DEEPEST + " levels");
        }
        try {
            SqlNames names = SqlLibrary.names(text, rules.dialect());
            return rules.offence(names)
                    .map(offence -> Score.fail("SQL that " + offence))
                    .orElse(Score.pass("is SQL"));
        } catch (NotSql e) {
            return Score.fail("not SQL: " + e.getMessage() + ": " + Excerpt.of(text));
        } catch (SqlTooHard e) {
            return new Score.Unscored(e.getMessage());
        } catch (StackOverflowError e) {
            return new Score.Unscored("the statement is nested too deep to be read");
        }
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
