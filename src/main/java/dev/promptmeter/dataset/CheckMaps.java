package dev.promptmeter.dataset;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads checks that a row of JSON Lines writes as maps, as a suite does; given to the reader by those who know the keys. */
@FunctionalInterface
public interface CheckMaps {

    /**
     * {@return the check that the map stands for, or null if it stands for none, which was reported}
     *
     * @param map any value that stands in the list of checks
     * @param source where the list stands
     */
    @Nullable
    Check read(JsonNode map, Source source, Consumer<Problem> problems);
}
