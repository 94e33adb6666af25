package dev.promptmeter.simulator;

import org.jspecify.annotations.Nullable;

/** Finds the words of an answer and cuts them at the limit of tokens. */
final class Speeches {

    private final DefaultAnswer otherwise;
    private final @Nullable Integer limitOtherwise;

    Speeches(Settings settings) {
        otherwise = settings.orElse(Flags.ANSWER, DefaultAnswer.ECHO);
        limitOtherwise = settings.find(Flags.MAX_TOKENS_DEFAULT);
    }

    /** The words and the finish reason, which is raw JSON. */
    record Spoken(Draft.Speech speech, String finishReason) {}

    Spoken speak(ChatRequest request, @Nullable Rule rule, Values says, Draws draws) {
        Draft.Speech speech = speech(request, rule, says, draws);
        Integer limit = request.maxTokens() == null ? limitOtherwise : request.maxTokens();
        if (limit != null && speech.tokens() > limit) {
            return new Spoken(cut(speech, limit), "\"length\"");
        }
        String usual = speech.toolCalls() == null ? "stop" : "tool_calls";
        String reason = says.orElse(Columns.FINISH_REASON, usual);
        return new Spoken(speech, reason.equals("null") ? "null" : JsonEdit.text(reason));
    }

    private Draft.Speech speech(ChatRequest request, @Nullable Rule rule, Values says, Draws draws) {
        ToolCalls calls = says.find(Columns.TOOL_CALLS);
        String refusal = says.find(Columns.REFUSAL);
        String answer = says.find(Columns.ANSWER);
        String content = answer == null ? null : rule == null ? answer : filled(answer, rule, request);
        if (content == null && calls == null && refusal == null) {
            content = otherwise.to(request, draws);
        }
        return new Draft.Speech(content, says.find(Columns.REASONING), refusal, calls);
    }

    private static String filled(String answer, Rule rule, ChatRequest request) {
        return answer.indexOf('$') < 0 ? answer : rule.match().fill(answer, request.text(rule.target()));
    }

    /** Reasoning uses up the limit first, then the content; tool calls stay whole or go. */
    private static Draft.Speech cut(Draft.Speech speech, int limit) {
        String reasoning = cut(speech.reasoning(), limit);
        int left = Math.max(0, limit - (reasoning == null ? 0 : Tokens.count(reasoning)));
        String content = cut(speech.content(), left);
        int rest = Math.max(0, left - (content == null ? 0 : Tokens.count(content)));
        ToolCalls calls = speech.toolCalls();
        boolean fits = calls != null && calls.tokens() <= rest;
        return new Draft.Speech(
                content == null ? "" : content, reasoning, cut(speech.refusal(), rest), fits ? calls : null);
    }

    private static @Nullable String cut(@Nullable String text, int tokens) {
        return text == null ? null : text.substring(0, Tokens.end(text, 0, tokens));
    }
}
