package dev.promptmeter.simulator;

/** What a request asks for. */
enum Route {
    CHAT,
    MODELS,
    EMBEDDINGS,
    CONTROL,
    CONNECTION,
    OTHER;

    static Route parse(String text) {
        return switch (text) {
            case "chat" -> CHAT;
            case "models" -> MODELS;
            case "embeddings" -> EMBEDDINGS;
            default ->
                throw new IllegalArgumentException("unknown route '" + text + "': write models, embeddings or chat");
        };
    }
}
