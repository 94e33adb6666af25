package dev.promptmeter.cli;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.FigureText;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Has a person agree to a run that will likely cost more than its suite lets it without asking. */
final class CostQuestion {

    private static final Set<String> CONSENT = Set.of("y", "Y", "yes");

    private final Session session;

    CostQuestion(Session session) {
        this.session = session;
    }

    /**
     * {@return what the run will likely cost, for people; empty if nobody wants to be asked, or nothing is known}
     *
     * @param above USD above which a person is asked; null for nobody
     * @param likelyPico reckoned only where it matters, since earlier runs are read for it; 0 for unknown
     * @throws CliException if a person does not agree
     */
    String ask(Given given, @Nullable BigDecimal above, LongSupplier likelyPico) {
        long pico = above == null ? 0 : likelyPico.getAsLong();
        if (above == null || pico == 0) {
            return "";
        }
        String likely = FigureText.usd(Cost.usd(pico).doubleValue());
        if (pico > Cost.pico(above) && !given.has(RunFlags.YES)) {
            confirm(likely, above);
        }
        return likely;
    }

    private void confirm(String likely, BigDecimal above) {
        String more = ", more than " + FigureText.usd(above.doubleValue()) + " (run.confirmAbove)";
        session.console().flush();
        String answer = session.questions().answer("This run will likely cost " + likely + more + ". Continue? [y/N] ");
        if (answer != null && !CONSENT.contains(answer.strip())) {
            throw new CliException(
                    "PM-3006", "not started: it will likely cost " + likely + more + "; --yes starts without asking");
        }
    }
}
