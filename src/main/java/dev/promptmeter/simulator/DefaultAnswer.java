package dev.promptmeter.simulator;

/** What is answered where no rule says anything. */
record DefaultAnswer(Kind kind, String text, int tokens) {

    enum Kind {
        ECHO,
        FIXED,
        WORDS
    }

    static final DefaultAnswer ECHO = new DefaultAnswer(Kind.ECHO, "", 0);

    static DefaultAnswer parse(String text) {
        if (text.equals("echo")) {
            return ECHO;
        }
        if (text.startsWith("fixed:")) {
            return new DefaultAnswer(Kind.FIXED, text.substring("fixed:".length()), 0);
        }
        if (text.startsWith("tokens:")) {
            int tokens = new IntText(0, 1_000_000).parse(text.substring("tokens:".length()));
            return new DefaultAnswer(Kind.WORDS, "", tokens);
        }
        throw new IllegalArgumentException("answer '" + text + "' must be echo, fixed:TEXT or tokens:N");
    }

    String to(ChatRequest request, Draws draws) {
        return switch (kind) {
            case ECHO -> Markers.cut(request.text(Target.LAST));
            case FIXED -> text;
            case WORDS -> Tokens.words(tokens, draws.stream("words"));
        };
    }
}
