package dev.promptmeter.gate;

/** How a figure is compared with a bound. */
public enum Comparator {
    /** At least. */
    AT_LEAST(">="),
    /** At most. */
    AT_MOST("<="),
    /** More than. */
    ABOVE(">"),
    /** Less than. */
    BELOW("<"),
    /** Exactly. */
    EQUAL("=="),
    /** Anything but. */
    UNEQUAL("!=");

    private final String sign;

    Comparator(String sign) {
        this.sign = sign;
    }

    /** {@return as it is written} */
    public String sign() {
        return sign;
    }

    /** {@return whether it sets a ceiling} */
    public boolean ceiling() {
        return this == AT_MOST || this == BELOW;
    }

    /** {@return whether the comparison holds between two numbers that were rounded alike} */
    public boolean holds(int compared) {
        return switch (this) {
            case AT_LEAST -> compared >= 0;
            case AT_MOST -> compared <= 0;
            case ABOVE -> compared > 0;
            case BELOW -> compared < 0;
            case EQUAL -> compared == 0;
            case UNEQUAL -> compared != 0;
        };
    }
}
