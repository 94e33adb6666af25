package dev.promptmeter.gate;

import dev.promptmeter.stats.NonInferiority;
import dev.promptmeter.stats.TrueChange;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What more cases would tell a gate on paired passes, at the share of flips that was seen. */
final class Outlooks {

    private static final double POWER = 0.8;
    private static final double QUIET = 0.01;

    private Outlooks() {}

    static GateChange.Outlook of(FlipMethod method) {
        var rule = new NonInferiority(method.margin(), method.gate().demand().alpha());
        int n = method.flips().n();
        double discordance = method.flips().discordance();
        double forecast = rule.characteristic(n, TrueChange.none(discordance)).pFail();
        return new GateChange.Outlook(
                casesNeeded(rule, discordance),
                rule.detectableDrop(n, discordance, POWER),
                forecast,
                forecast > QUIET ? boxed(rule.quietMargin(n, discordance)) : null);
    }

    private static @Nullable Long casesNeeded(NonInferiority rule, double discordance) {
        OptionalLong needed = rule.pairsNeeded(TrueChange.none(discordance), POWER);
        OptionalLong least = rule.pairsWithoutFlips();
        return needed.isEmpty() ? null : (Long) Math.max(needed.getAsLong(), least.orElse(0));
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
