package dev.promptmeter.simulator;

/** Numbers from first to last, counted from 1: {@code k}, {@code k-m} or {@code k+}. */
record Range(long first, long last) {

    Range {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("a range that can never be reached: " + first + "-" + last);
        }
    }

    static Range parse(String text) {
        String trimmed = text.trim();
        try {
            if (trimmed.endsWith("+")) {
                return new Range(Long.parseLong(trimmed.substring(0, trimmed.length() - 1)), Long.MAX_VALUE);
            }
            int dash = trimmed.indexOf('-', 1);
            if (dash < 0) {
                return new Range(Long.parseLong(trimmed), Long.parseLong(trimmed));
            }
            return new Range(Long.parseLong(trimmed.substring(0, dash)), Long.parseLong(trimmed.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a range; write 1, 1-3 or 2+", e);
        }
    }

    boolean contains(long number) {
        return number >= first && number <= last;
    }

    @Override
    public String toString() {
        if (last == Long.MAX_VALUE) {
            return first + "+";
        }
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
