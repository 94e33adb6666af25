package dev.promptmeter.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Token counts and costs that lie or are missing; the ledger keeps the truth. */
final class MoneyFault {

    private static final List<String> USAGES = List.of(
            "none",
            "null",
            "zero",
            "string",
            "float",
            "negative",
            "huge",
            "overflow",
            "sum-wrong",
            "cached-gt-prompt",
            "x100");
    private static final List<String> COSTS = List.of("none", "zero", "disagree", "negative", "string");

    private MoneyFault() {}

    static Effect usage(FaultArguments arguments) {
        String form = known("usage", arguments.argument(), USAGES);
        return Effect.ofDraft(draft -> {
            if (draft.bill().usage() != null) {
                draft.usage(lie(form, draft.bill().counts()));
            }
        });
    }

    private static @Nullable String lie(String form, Counts counts) {
        String prompt = Integer.toString(counts.prompt());
        String completion = Integer.toString(counts.completion());
        long sum = (long) counts.prompt() + counts.completion();
        return switch (form) {
            case "none" -> null;
            case "null" -> "null";
            case "zero" -> json("0", "0", "0", 0);
            case "string" -> json("\"" + prompt + "\"", "\"" + completion + "\"", "\"" + sum + "\"", 0);
            case "float" -> json(prompt + ".5", completion + ".5", sum + 1 + ".0", 0);
            case "negative" -> json("-" + prompt, "-" + completion, "-" + sum, 0);
            case "huge" -> json("9007199254740993", "9007199254740993", "18014398509481986", 0);
            case "overflow" -> json("1e400", "1e400", "1e400", 0);
            case "sum-wrong" -> json(prompt, completion, Long.toString(sum + 7), 0);
            case "cached-gt-prompt" -> json(prompt, completion, Long.toString(sum), counts.prompt() + 1);
            default -> json(prompt + "00", completion + "00", sum + "00", 0);
        };
    }

    private static String json(String prompt, String completion, String total, int cached) {
        return "{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + ",\"total_tokens\":" + total
                + ",\"prompt_tokens_details\":{\"cached_tokens\":" + cached
                + "},\"completion_tokens_details\":{\"reasoning_tokens\":0}}";
    }

    static Effect cost(FaultArguments arguments) {
        String form = known("cost", arguments.argument(), COSTS);
        return Effect.ofDraft(draft -> {
            long credits = draft.bill().credits();
            switch (form) {
                case "none" -> draft.withoutCost();
                case "zero" -> draft.cost(meta("0", "0"));
                case "disagree" -> draft.cost(meta(Long.toString(2 * credits), Price.dollars(credits)));
                case "negative" -> draft.cost(meta("-" + credits, "-" + Price.dollars(credits)));
                default -> draft.cost(meta("\"" + credits + "\"", "\"" + Price.dollars(credits) + "\""));
            }
        });
    }

    private static String meta(String credits, String dollars) {
        return "{\"usage\":{\"credits_used\":" + credits + ",\"usd_spent\":" + dollars + "}}";
    }

    private static String known(String fault, String form, List<String> forms) {
        if (!forms.contains(form)) {
            throw new IllegalArgumentException(
                    "unknown " + fault + " '" + form + "': " + NearName.suggestion(form, forms));
        }
        return form;
    }
}
