package dev.promptmeter.report;

import dev.promptmeter.run.CaseResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One fixed column of the results.
 *
 * @param group where it belongs
 * @param name of the column
 * @param value of a result
 */
record ResultColumn(Group group, String name, Value value) {

    /** The parts into which columns are sorted, in their order. */
    enum Group {
        ID("id", Of.CASE),
        VERDICT("verdict", Of.CASE),
        RESPONSE("response", Of.EXCHANGE),
        TIME("timeMs", Of.EXCHANGE),
        TOKENS("tokens", Of.EXCHANGE),
        COST("cost", Of.EXCHANGE),
        TEXT("text", Of.CASE);

        private final String member;
        private final Of of;

        Group(String member, Of of) {
            this.member = member;
            this.of = of;
        }

        /** {@return the name of the object that holds the group} */
        String member() {
            return member;
        }

        /** {@return whether its columns say the same of every result that nothing was asked for} */
        boolean ofExchange() {
            return of == Of.EXCHANGE;
        }

        private enum Of {
            CASE,
            EXCHANGE
        }
    }

    /** Takes a value from a result: a text, a whole or decimal number, a truth value, a list of texts; null for missing. */
    @FunctionalInterface
    interface Value {

        @Nullable
        Object of(CaseResult result, CaseGroup repeats);
    }

    /** {@return the name in camel case, {@code rowId}} */
    String camelName() {
        StringBuilder out = new StringBuilder();
        for (String word : name.split("_")) {
            out.append(out.length() == 0 ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return out.toString();
    }
}
