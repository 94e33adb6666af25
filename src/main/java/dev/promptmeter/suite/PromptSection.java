package dev.promptmeter.suite;

import dev.promptmeter.run.PromptPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of {@code prompts} as written; exactly one of file, text and messages is there.
 *
 * @param place where it begins
 * @param id null if it comes from the file
 * @param file path or glob; null if not a file
 * @param text one user message; null if not text
 * @param messages null if not messages
 * @param params laid over the model's
 */
record PromptSection(
        Place place,
        @Nullable String id,
        @Nullable String file,
        @Nullable String text,
        @Nullable List<PromptPart> messages,
        Params params) {

    static final Shape<List<PromptPart>> MESSAGE_LIST = Shapes.list(new MessageShape(), 1, Integer.MAX_VALUE);

    private static final Key<String> ID = Key.optional("id", Scalars.id());
    private static final Key<String> FILE = Key.optional("file", Scalars.text(1, 4096));
    private static final Key<String> TEXT = Key.optional("text", Scalars.text(1, Integer.MAX_VALUE));
    private static final Key<List<PromptPart>> MESSAGES = Key.optional("messages", MESSAGE_LIST);
    private static final Key<Params> PARAMS =
            Key.<Params>optional("params", ParamsShape.INSTANCE).orElse(Params.NONE);

    static final Shape<PromptSection> SHAPE = Fields.of(ID, FILE, TEXT, MESSAGES, PARAMS)
            .exactlyOneOf(FILE, TEXT, MESSAGES)
            .as(values -> new PromptSection(
                    values.has(FILE) ? values.place(FILE) : values.place(),
                    values.find(ID),
                    values.find(FILE),
                    values.find(TEXT),
                    values.find(MESSAGES),
                    values.get(PARAMS)));
}
