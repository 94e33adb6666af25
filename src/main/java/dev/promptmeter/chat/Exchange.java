package dev.promptmeter.chat;

import java.util.Set;

/** What one attempt came to. */
public sealed interface Exchange permits Answered, Failed {

    /** {@return when things happened} */
    Timing timing();

    /** {@return named oddities, such as {@code trailing}, each a counter in the report} */
    Set<String> flags();
}
