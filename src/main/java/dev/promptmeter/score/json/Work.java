package dev.promptmeter.score.json;

/** Counts the steps of one task, so that none goes on for ever. Not thread-safe. */
public final class Work {

    private long left;

    private Work(long most) {
        this.left = most;
    }

    /** {@return an allowance of so many steps; looking at one JSON value is one} */
    public static Work of(long most) {
        return new Work(most);
    }

    /**
     * Spends some of it.
     *
     * @throws TooMuchWork if that is more than is left
     */
    public void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new TooMuchWork();
        }
    }
}
