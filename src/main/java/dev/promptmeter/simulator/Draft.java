package dev.promptmeter.simulator;

import org.jspecify.annotations.Nullable;

/** What will be said, before it takes a form; faults of the content change it. Not thread-safe. */
final class Draft {

    /** What names an answer. */
    record Identity(String id, long created, String model) {

        /** {@return a chunk of a stream up to the opening bracket of its choices} */
        ByteText openChunk() {
            return new ByteText(320)
                    .add("data: {\"id\":\"")
                    .add(id)
                    .add("\",\"object\":\"chat.completion.chunk\",\"created\":")
                    .add(created)
                    .add(",\"model\":")
                    .json(model)
                    .add(",\"choices\":[");
        }
    }

    /** The text of an answer, channel by channel; an absent channel is null. */
    record Speech(
            @Nullable String content,
            @Nullable String reasoning,
            @Nullable String refusal,
            @Nullable ToolCalls toolCalls) {

        int reasoningTokens() {
            return reasoning == null ? 0 : Tokens.count(reasoning);
        }

        int tokens() {
            return reasoningTokens()
                    + (content == null ? 0 : Tokens.count(content))
                    + (refusal == null ? 0 : Tokens.count(refusal))
                    + (toolCalls == null ? 0 : toolCalls.tokens());
        }

        /** {@return a speech of nothing but this text} */
        static Speech saying(@Nullable String content) {
            return new Speech(content, null, null, null);
        }
    }

    /** What is told about tokens and money; null where nothing is told. */
    record Bill(
            Counts counts,
            long credits,
            @Nullable String usage,
            @Nullable String meta) {}

    private final ChatRequest request;
    private Identity identity;
    private Style style;
    private Speech speech;
    private Bill bill;
    private String finish;
    private boolean streamed;
    private boolean costHidden;
    private boolean doneMark = true;
    private boolean finishChunk = true;

    Draft(ChatRequest request, Identity identity, Style style, Speech speech, Bill bill, String finishReason) {
        this.request = request;
        this.identity = identity;
        this.style = style;
        this.speech = speech;
        this.bill = bill;
        this.finish = "\"finish_reason\":" + finishReason;
        this.streamed = request.stream();
    }

    ChatRequest request() {
        return request;
    }

    Identity identity() {
        return identity;
    }

    void identity(Identity other) {
        identity = other;
    }

    Style style() {
        return style;
    }

    void style(Style other) {
        style = other;
    }

    Speech speech() {
        return speech;
    }

    Bill bill() {
        return bill;
    }

    /** {@return the finish reason as a JSON member, or an empty text} */
    String finish() {
        return finish;
    }

    boolean streamed() {
        return streamed;
    }

    boolean doneMark() {
        return doneMark;
    }

    boolean finishChunk() {
        return finishChunk;
    }

    void speech(Speech other) {
        speech = other;
    }

    void finish(String member) {
        finish = member;
    }

    void usage(@Nullable String shown) {
        bill = new Bill(bill.counts(), bill.credits(), shown, bill.meta());
    }

    /** States that cost in the body, and none in the head. */
    void cost(String meta) {
        costHidden = true;
        bill = new Bill(bill.counts(), bill.credits(), bill.usage(), meta);
    }

    boolean costHidden() {
        return costHidden;
    }

    void withoutCost() {
        costHidden = true;
        bill = new Bill(bill.counts(), bill.credits(), bill.usage(), null);
    }

    void plain() {
        streamed = false;
    }

    void withoutDoneMark() {
        doneMark = false;
    }

    void withoutFinishChunk() {
        finishChunk = false;
    }

    /** {@return the answer in the form that was asked for} */
    Reply reply(Reply.Asked asked) {
        return streamed
                ? Reply.stream(asked, style.status(), new StreamEvents(this))
                : Reply.plain(asked, style.status(), "application/json", PlainBody.of(this));
    }
}
