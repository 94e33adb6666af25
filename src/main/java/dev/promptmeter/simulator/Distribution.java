package dev.promptmeter.simulator;

import java.util.List;

/** How a delay or a count is spread. Draws come from the number stream given and from nothing else. */
sealed interface Distribution {

    /** {@return the next value; durations in nanoseconds} */
    double draw(NumberStream numbers, long promptTokens);

    record Fixed(double value) implements Distribution {
        @Override
        public double draw(NumberStream numbers, long promptTokens) {
            return value;
        }
    }

    record Uniform(double low, double high) implements Distribution {
        public Uniform {
            if (high < low) {
                throw new IllegalArgumentException("uniform needs the smaller bound first");
            }
        }

        @Override
        public double draw(NumberStream numbers, long promptTokens) {
            return low + (high - low) * numbers.nextDouble();
        }
    }

    /** Redrawn outside three standard deviations and below 0, so that no outlier surprises. */
    record Normal(double mean, double deviation) implements Distribution {
        @Override
        public double draw(NumberStream numbers, long promptTokens) {
            double score = numbers.nextGaussian();
            while (StrictMath.abs(score) > 3 || mean + score * deviation < 0) {
                score = numbers.nextGaussian();
            }
            return mean + score * deviation;
        }
    }

    record LogNormal(double median, double sigma) implements Distribution {
        @Override
        public double draw(NumberStream numbers, long promptTokens) {
            return median * StrictMath.exp(sigma * numbers.nextGaussian());
        }
    }

    record Exponential(double mean) implements Distribution {
        @Override
        public double draw(NumberStream numbers, long promptTokens) {
            return -mean * StrictMath.log(1 - numbers.nextDouble());
        }
    }

    /** Several modes; weights need not add up to 1. */
    record Mix(List<Double> weights, List<Distribution> modes) implements Distribution {
        public Mix {
            weights = List.copyOf(weights);
            modes = List.copyOf(modes);
        }

        @Override
        public double draw(NumberStream numbers, long promptTokens) {
            double total = 0;
            for (double weight : weights) {
                total += weight;
            }
            double point = numbers.nextDouble() * total;
            int mode = 0;
            while (mode < modes.size() - 1 && point >= weights.get(mode)) {
                point -= weights.get(mode++);
            }
            return modes.get(mode).draw(numbers, promptTokens);
        }
    }

    /** One of the values of a file, each as likely as the others. */
    record Listed(List<Double> values) implements Distribution {
        public Listed {
            values = List.copyOf(values);
        }

        @Override
        public double draw(NumberStream numbers, long promptTokens) {
            return values.get((int) (numbers.nextDouble() * values.size()));
        }
    }

    /** A base and a part that grows with the uncached tokens of the prompt. */
    record PerToken(double base, double each) implements Distribution {
        @Override
        public double draw(NumberStream numbers, long promptTokens) {
            return base + each * promptTokens;
        }
    }
}
