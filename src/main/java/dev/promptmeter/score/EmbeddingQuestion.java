package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Message;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The embeddings of a few texts: one message each; the reply is a list of as many lists of numbers, all of one length. */
final class EmbeddingQuestion implements Question {

    private static final String PURPOSE = "embeddings";

    private final List<String> texts;

    EmbeddingQuestion(List<String> texts) {
        this.texts = List.copyOf(texts);
    }

    @Override
    public Asker asker() {
        return Asker.EMBEDDINGS;
    }

    @Override
    public boolean cut() {
        return false;
    }

    @Override
    public List<Message> messages(Marks marks) {
        return texts.stream().map(text -> Message.of("user", text)).toList();
    }

    @Override
    public Heard read(Completion reply) {
        try {
            JsonNode vectors = StrictJson.whole(reply.text());
            return formed(vectors)
                    ? new Heard.Reply("", vectors)
                    : new Heard.OffProtocol(
                            "the embeddings are not " + texts.size() + " lists of numbers of one length");
        } catch (NotJson e) {
            return new Heard.OffProtocol("the embeddings cannot be read");
        }
    }

    private boolean formed(JsonNode vectors) {
        int length = vectors.path(0).size();
        boolean formed = vectors.isArray() && vectors.size() == texts.size() && length > 0;
        for (JsonNode vector : vectors) {
            formed &= vector.isArray()
                    && vector.size() == length
                    && vector.valueStream().allMatch(JsonNode::isNumber);
        }
        return formed;
    }

    @Override
    public String identity(int index) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode().add(PURPOSE);
        texts.forEach(parts::add);
        return Identity.of(parts);
    }
}
