package dev.promptmeter.run;

import dev.promptmeter.chat.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A piece of a prompt: a message, or the place where a row puts messages of its own. */
public sealed interface PromptPart permits MessageTemplate, InsertedMessages {

    /** {@return whether it is a message of that role} */
    boolean says(String role);

    /** {@return the names of the variables it uses, in order of first use} */
    Set<String> names();

    /** {@return the piece as people read it} */
    String shown();

    /** {@return what becomes of it for one row, possibly nothing} */
    List<Message> render(Map<String, String> vars);
}
