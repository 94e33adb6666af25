package dev.promptmeter.cli;

import dev.promptmeter.score.CheckHelp;
import dev.promptmeter.score.Filling;
import dev.promptmeter.score.Scorer;
import dev.promptmeter.score.Scorers;
import java.util.LinkedHashMap;
import java.util.Map;

/** The catalogue of checks as text, made of the list that parses them: one check for a terminal, all of them as a document. */
final class CheckPage {

    private static final String INTRODUCTION = """
            # Checks

            This page is made by `./promptmeter checks --markdown > docs/checks.md` from the list that parses checks; do not edit it.

            A check is one test of one answer. In a cell of a dataset (`__expected`, `__expected1`, …, `expected`) it is written
            `name: VALUE` or `name(NUMBER): VALUE`; a cell that names no check is the answer itself. In a suite it is an item of `checks`:

            ```yaml
            checks:
              - { type: icontains, value: 30 days, weight: 2, metric: policy }
            ```

            - `not-` before a name turns the check round: pass becomes fail, a score becomes 1 - score.
            - NUMBER is `threshold` in a suite, or the column `__config:__expected:threshold`. A list in a cell is separated by commas;
              `"…"` protects an item.
            - `weight` (0 to 1,000, 1 if not written) is its share in the score of the case; with 0 it is measured and never decides.
              `metric` names the metric that its score enters.
            - `normalize` is a list of `trim`, `collapse`, `case`, `nfc`, `nfkc`, `punct`, done to both sides. `on` chooses what is judged:
              `text`, `reasoning` or `all`. `allowEmpty: true` permits an empty answer, which otherwise fails the case.
            - In a suite, `{{name}}` in a value stands for the row's variable; in a cell it never does.

            A suite can compute metrics from those that checks feed. An expression has numbers, `+ - * / ( )`, derived metrics that stand
            before it, and `mean`, `sum`, `n`, `min`, `max` of a metric; `min` and `max` also choose among several parts. A name with other
            than letters, digits, `_` and `.` stands in double quotes. Gates know the result as `metric.f1.mean`. Where a metric has no value,
            or a division is by zero, there is none.

            ```yaml
            derived:
              f1: 2 * mean(precision) * mean(recall) / (mean(precision) + mean(recall))
            ```
            """;

    private static final Map<Filling, String> FILLINGS = Map.of(
            Filling.PATTERN, "`{{name}}` in a suite is put in quoted, so that it matches literally",
            Filling.WHOLE, "in a suite the whole value may be one `{{name}}`",
            Filling.NONE, "");

    private final Scorers scorers;
    private final CheckSyntax syntax;

    CheckPage(Scorers scorers) {
        this.scorers = scorers;
        this.syntax = new CheckSyntax(scorers);
    }

    /** {@return one check in full, for a terminal} */
    String of(CheckHelp help) {
        StringBuilder out = new StringBuilder(help.name())
                .append("   passes when ")
                .append(help.summary())
                .append("\n\n");
        facts(help)
                .forEach((name, text) -> out.append("  ")
                        .append(name)
                        .append(" ".repeat(12 - name.length()))
                        .append(text)
                        .append('\n'));
        return out.append("  ")
                .append(help.fitsCells() ? "in a cell   " : "in a suite  ")
                .append(help.example())
                .append('\n')
                .toString();
    }

    private Map<String, String> facts(CheckHelp help) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("syntax", syntax.of(help));
        facts.put("value", help.value());
        facts.put("number", help.number());
        facts.put("options", String.join(", ", help.options()));
        facts.put("negation", help.negation() == CheckHelp.Negation.REFUSED ? "not possible" : "");
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    /** {@return the whole catalogue as Markdown} */
    String markdown() {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        for (Scorer scorer : scorers.all()) {
            section(scorer, out);
        }
        out.append("\n## Names from elsewhere\n\nThese are no checks here, and say what to write instead.\n\n");
        scorers.foreignNames()
                .forEach((name, way) ->
                        out.append("- `").append(name).append("`: ").append(way).append('\n'));
        return out.append("- `")
                .append(String.join("`, `", scorers.refusedNames()))
                .append("`: code and files are never run or read by a check; a custom check is written `java:ID`\n")
                .toString();
    }

    private void section(Scorer scorer, StringBuilder out) {
        CheckHelp help = scorer.help();
        out.append("\n## `")
                .append(help.name())
                .append("`\n\nPasses when ")
                .append(help.summary())
                .append(".\n\n");
        facts(help)
                .forEach((name, text) -> out.append("- ")
                        .append(name)
                        .append(": ")
                        .append(code(name, text))
                        .append('\n'));
        String filling = FILLINGS.getOrDefault(scorer.filling(), "");
        if (!filling.isEmpty()) {
            out.append("- variables: ").append(filling).append('\n');
        }
        out.append("\n```")
                .append(help.fitsCells() ? "text" : "yaml")
                .append('\n')
                .append(help.fitsCells() ? "" : "- ")
                .append(help.example())
                .append("\n```\n");
    }

    private static String code(String name, String text) {
        return switch (name) {
            case "syntax" -> "`" + text + "`";
            case "options" -> "`" + text.replace(", ", "`, `") + "`";
            default -> text;
        };
    }
}
