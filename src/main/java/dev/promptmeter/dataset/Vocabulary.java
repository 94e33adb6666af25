package dev.promptmeter.dataset;

import java.util.Optional;
import java.util.Set;

/** The check names that an expectation cell may use; given to the reader by those who know them. */
public interface Vocabulary {

    /** {@return every known name, without {@code not-}} */
    Set<String> names();

    /** {@return what to write instead of a name that others know and we do not} */
    Optional<String> replacementFor(String foreignName);

    /** {@return whether the parentheses after this known name may hold a number} */
    boolean takesNumber(String name);
}
