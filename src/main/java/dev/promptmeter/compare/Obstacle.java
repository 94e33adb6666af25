package dev.promptmeter.compare;

/**
 * Why figures of two runs cannot be compared.
 *
 * @param scope which figures
 * @param text the condition that does not hold, with both values
 */
public record Obstacle(Scope scope, String text) {

    /** Which figures cannot be compared. */
    public enum Scope {
        /** All of them. */
        EVERYTHING,
        /** Those that checks feed. */
        QUALITY,
        /** Times. */
        TIMES
    }

    /** {@return whether figures of that scope cannot be compared} */
    public boolean bars(Scope asked) {
        return scope == Scope.EVERYTHING || scope == asked;
    }
}
