package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Members of an answer that say something else than usual; the ledger keeps the truth. */
final class ContentFault {

    private static final int LONG = 10_000;

    private ContentFault() {}

    private record Change(Consumer<Draft> change) implements Effect {
        @Override
        public void onDraft(Draft draft, NumberStream numbers) {
            change.accept(draft);
        }
    }

    static Effect content(FaultArguments arguments) {
        only(arguments, "null");
        return new Change(draft -> draft.speech(draft.speech().withoutContent()));
    }

    static Effect finish(FaultArguments arguments) {
        String text = arguments.argument();
        String member = "\"finish_reason\":";
        String changed = switch (text) {
            case "" -> throw new IllegalArgumentException("finish needs a text, such as finish:length");
            case "null" -> member + "null";
            case "missing" -> "";
            case "camel" -> member + "null,\"finishReason\":\"stop\"";
            case "array" -> member + "[\"stop\"]";
            case "long" -> member + "\"" + "x".repeat(LONG) + "\"";
            default -> member + json(text);
        };
        return new Change(draft -> draft.finish(changed));
    }

    static String json(String text) {
        return new String(new ByteText(64).json(text).toBytes(), StandardCharsets.UTF_8);
    }

    static Effect usage(FaultArguments arguments) {
        only(arguments, "none", "null");
        return new Change(draft -> draft.usage(arguments.argument().equals("null") ? "null" : null));
    }

    static Effect cost(FaultArguments arguments) {
        only(arguments, "none");
        return new Change(Draft::withoutCost);
    }

    private static void only(FaultArguments arguments, String... known) {
        if (!List.of(known).contains(arguments.argument())) {
            throw new IllegalArgumentException(
                    "'" + arguments.argument() + "' is not built; write " + String.join(" or ", known));
        }
    }
}
