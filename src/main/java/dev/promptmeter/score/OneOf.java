package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.TextForm.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code one-of} and {@code ione-of}: the answer is one of several texts. */
enum OneOf implements Scorer {
    EXACTLY(
            new CheckHelp(
                    "one-of",
                    "the answer, without white space around it, is one of the items",
                    "a list",
                    "",
                    "one-of: red,green,blue",
                    Arguments.COMPARISON_OPTIONS),
            List.of(Step.TRIM),
            List.of()),
    LOOSELY(
            new CheckHelp(
                    "ione-of",
                    "the answer is one of the items, whatever its case, white space and Unicode form",
                    "a list",
                    "",
                    "ione-of: red,green,blue",
                    Arguments.COMPARISON_OPTIONS),
            List.of(Step.TRIM, Step.CASE),
            List.of(Step.NFKC, Step.COLLAPSE));

    private final CheckHelp help;
    private final List<Step> always;
    private final List<Step> unlessNamed;

    OneOf(CheckHelp help, List<Step> always, List<Step> unlessNamed) {
        this.help = help;
        this.always = always;
        this.unlessNamed = unlessNamed;
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        JudgedText text = arguments.judgedText(always, unlessNamed);
        List<String> items = arguments.items().stream().map(text.form()::of).toList();
        Set<String> allowed = Set.copyOf(items);
        return answer -> {
            String actual = text.of(answer);
            return allowed.contains(actual)
                    ? Score.pass("is " + Excerpt.of(actual))
                    : Score.fail(reason(items, actual));
        };
    }

    private static String reason(List<String> items, String actual) {
        return "expected one of " + list(items) + ", got " + Excerpt.of(actual)
                + Difference.onlyIn(
                                form -> items.stream()
                                        .anyMatch(item -> form.of(item).equals(form.of(actual))),
                                actual.length())
                        .map(kind -> "; differs only in " + kind + ", which 'ione-of' ignores")
                        .orElse("");
    }

    /** {@return the first items in quotes, and how many more there are} */
    static String list(List<String> items) {
        int shown = 0;
        int length = 0;
        while (shown < items.size() && (shown == 0 || length + items.get(shown).length() < Excerpt.WIDTH)) {
            length += items.get(shown++).length();
        }
        String list = items.stream().limit(shown).map(Excerpt::of).collect(Collectors.joining(", "));
        return shown < items.size() ? list + " and " + (items.size() - shown) + " more" : list;
    }
}
