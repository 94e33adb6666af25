package dev.promptmeter.simulator;

/** Finish reasons that are odd, missing, or in another place. */
final class FinishFault {

    private static final int LONG = 10_000;

    private FinishFault() {}

    static Effect finish(FaultArguments arguments) {
        String text = arguments.text();
        String member = "\"finish_reason\":";
        String changed = switch (text) {
            case "" -> throw new IllegalArgumentException("finish needs a text, such as finish:length");
            case "null" -> member + "null";
            case "missing" -> "";
            case "camel" -> member + "null,\"finishReason\":\"stop\"";
            case "array" -> member + "[\"stop\"]";
            case "long" -> member + "\"" + "x".repeat(LONG) + "\"";
            default -> member + JsonEdit.text(text);
        };
        return Effect.ofDraft(draft -> draft.finish(changed));
    }
}
