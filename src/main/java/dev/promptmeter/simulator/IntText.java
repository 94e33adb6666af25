package dev.promptmeter.simulator;

/** Whole numbers within bounds. */
record IntText(long least, long most) {

    static IntText atLeast(long least) {
        return new IntText(least, Integer.MAX_VALUE);
    }

    int parse(String text) {
        return (int) parseLong(text);
    }

    long parseLong(String text) {
        try {
            long number = Long.parseLong(text.trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
        }
        throw new IllegalArgumentException("'" + text + "' must be from " + least + " to " + most);
    }
}
