package dev.promptmeter.run;

import dev.promptmeter.run.ArrivalProcess.Randomness;

/**
 * Numbers from a gamma distribution with mean 1: Marsaglia and Tsang, "A simple method for generating gamma variables" (2000), with
 * normal numbers by Marsaglia's polar method. The same on every JVM.
 */
final class GammaGap {

    private GammaGap() {}

    /** {@return the next number; its variance is 1 / shape} */
    static double of(double shape, Randomness random) {
        if (shape >= 1) {
            return standard(shape, random) / shape;
        }
        double lift = StrictMath.pow(1 - random.next(), 1 / shape);
        return standard(shape + 1, random) * lift / shape;
    }

    private static double standard(double shape, Randomness random) {
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal(random);
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double bound = x * x / 2 + d - d * v + d * StrictMath.log(v);
            if (StrictMath.log(1 - random.next()) < bound) {
                return d * v;
            }
        }
    }

    private static double normal(Randomness random) {
        while (true) {
            double x = 2 * random.next() - 1;
            double y = 2 * random.next() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }
}
