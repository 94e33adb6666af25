package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.TextForm.Step;
import java.util.ArrayList;
import java.util.List;

/** The {@code contains} family: one text, all of several, or any of several stand in the answer, with or without regard to case. */
final class Containing implements Scorer {

    /** How many of the items have to be there. */
    private enum Wanted {
        THE_ONE,
        ALL,
        ANY
    }

    private final CheckHelp help;
    private final Wanted wanted;
    private final List<Step> always;

    private Containing(CheckHelp help, Wanted wanted) {
        this.help = help;
        this.wanted = wanted;
        this.always = help.name().startsWith("i") ? List.of(Step.CASE) : List.of();
    }

    /** {@return {@code contains} or {@code icontains}} */
    static Scorer one(String name, String summary) {
        return new Containing(help(name, summary, "a text", name + ": 30 days"), Wanted.THE_ONE);
    }

    /** {@return {@code contains-all} or {@code icontains-all}} */
    static Scorer all(String name, String summary) {
        return new Containing(help(name, summary, "a list", name + ": \"Paris, France\",Seine"), Wanted.ALL);
    }

    /** {@return {@code contains-any} or {@code icontains-any}} */
    static Scorer any(String name, String summary) {
        return new Containing(help(name, summary, "a list", name + ": refund,voucher"), Wanted.ANY);
    }

    private static CheckHelp help(String name, String summary, String value, String example) {
        return new CheckHelp(name, summary, value, "", example, Arguments.COMPARISON_OPTIONS);
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        JudgedText text = arguments.judgedText(always, List.of());
        List<String> items = wanted == Wanted.THE_ONE ? List.of(arguments.text()) : arguments.items();
        List<String> sought = items.stream().map(text.form()::of).toList();
        if (sought.contains("")) {
            throw arguments.wrong("would look for an empty text, which every answer contains");
        }
        if (check.negated()) {
            return absent(sought, text);
        }
        return wanted == Wanted.ANY ? any(sought, text) : all(sought, text);
    }

    /** Of a negated check nobody reads why it found nothing; looking for the nearest match would cost more than the check. */
    private Judgement absent(List<String> sought, JudgedText text) {
        Score found = Score.pass("contains " + OneOf.list(sought));
        Score missing = Score.fail("does not contain " + OneOf.list(sought));
        return answer -> {
            String actual = text.of(answer);
            boolean holds = wanted == Wanted.ANY
                    ? sought.stream().anyMatch(actual::contains)
                    : sought.stream().allMatch(actual::contains);
            return holds ? found : missing;
        };
    }

    private static Judgement any(List<String> sought, JudgedText text) {
        return answer -> {
            String actual = text.of(answer);
            for (String item : sought) {
                if (actual.contains(item)) {
                    return Score.pass("contains " + Excerpt.of(item));
                }
            }
            return Score.fail("contains none of " + OneOf.list(sought) + hint(sought, actual));
        };
    }

    private static Judgement all(List<String> sought, JudgedText text) {
        Score pass = Score.pass("contains " + OneOf.list(sought));
        return answer -> {
            String actual = text.of(answer);
            for (String item : sought) {
                if (!actual.contains(item)) {
                    return Score.fail(missing(sought, actual));
                }
            }
            return pass;
        };
    }

    private static String missing(List<String> sought, String actual) {
        List<String> missing = new ArrayList<>(sought);
        missing.removeIf(actual::contains);
        String nearest = missing.size() > 1
                ? ""
                : PartialMatch.of(missing.get(0), actual).words();
        return "does not contain " + OneOf.list(missing) + nearest + hint(missing, actual);
    }

    private static String hint(List<String> missing, String actual) {
        return Difference.onlyIn(form -> missing.stream().anyMatch(item -> holds(form, item, actual)), actual.length())
                .map(kind -> "; differs only in " + kind + ", which "
                        + Difference.cure(kind, "the 'i' form of this check") + " ignores")
                .orElse("");
    }

    private static boolean holds(TextForm form, String item, String actual) {
        String sought = form.of(item);
        return !sought.isEmpty() && form.of(actual).contains(sought);
    }
}
