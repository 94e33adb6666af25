package dev.promptmeter;

/** How much the suites of the test plan try: every build a little, {@code mvn test -Pnightly} a lot. */
public final class TestScale {

    private static final boolean NIGHTLY = "nightly".equals(System.getProperty("pm.scale"));

    private TestScale() {}

    /** {@return the count for the size that runs} */
    public static int of(int everyBuild, int nightly) {
        return NIGHTLY ? nightly : everyBuild;
    }

    /**
     * {@return the seed of a random test} Repeat one with {@code -Dpm.seed=N}.
     *
     * @param usual the seed without that property, so that two ordinary runs try the same
     */
    public static long seed(long usual) {
        return Long.getLong("pm.seed", usual);
    }
}
