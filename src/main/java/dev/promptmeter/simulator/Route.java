package dev.promptmeter.simulator;

/** What a request asks for. */
enum Route {
    CHAT,
    MODELS,
    CONTROL,
    OTHER;

    static Route parse(String text) {
        return switch (text) {
            case "chat" -> CHAT;
            case "models" -> MODELS;
            default -> throw new IllegalArgumentException("unknown route '" + text + "': write models or chat");
        };
    }
}
