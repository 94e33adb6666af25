package dev.promptmeter.run;

/** How the gaps between planned starts vary around their mean. */
public sealed interface ArrivalProcess {

    /** {@return the next gap, as a multiple of the mean one} */
    double gap(Randomness random);

    /** {@return its name, such as {@code poisson}} */
    String text();

    /** Numbers from 0 to below 1. */
    @FunctionalInterface
    interface Randomness {

        /** {@return the next one} */
        double next();
    }

    /** All gaps are the same. */
    record Constant() implements ArrivalProcess {

        @Override
        public double gap(Randomness random) {
            return 1;
        }

        @Override
        public String text() {
            return "constant";
        }
    }

    /** Starts that know nothing of each other, as those of many people. */
    record Poisson() implements ArrivalProcess {

        @Override
        public double gap(Randomness random) {
            return -StrictMath.log(1 - random.next());
        }

        @Override
        public String text() {
            return "poisson";
        }
    }

    /**
     * Gaps with variance 1 / shape: below 1 they come in bursts, above 1 they are more even than {@link Poisson}.
     *
     * @param shape above 0
     */
    record Gamma(double shape) implements ArrivalProcess {

        /** Refuses a shape that no distribution has. */
        public Gamma {
            if (!(shape > 0) || Double.isInfinite(shape)) {
                throw new IllegalArgumentException("a shape is above 0: " + shape);
            }
        }

        @Override
        public double gap(Randomness random) {
            return GammaGap.of(shape, random);
        }

        @Override
        public String text() {
            return "gamma with shape " + shape;
        }
    }
}
