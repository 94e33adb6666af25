package dev.promptmeter.simulator;

import org.jspecify.annotations.Nullable;

/** Who pays how much: all of an answer that was produced and sent, otherwise what was produced until then. */
record Charge(LedgerEntry.Tokens tokens, LedgerEntry.Bill bill) {

    private static final Charge NOTHING =
            new Charge(new LedgerEntry.Tokens(0, 0, 0, 0), new LedgerEntry.Bill("none", 0));

    static Charge of(
            @Nullable Planned planned, LedgerEntry.Outcome outcome, Modes.Bill onDisconnect, int generatedTokens) {
        if (planned == null) {
            return NOTHING;
        }
        Counts counts = planned.counts();
        Price price = planned.price();
        if (!planned.billed() || price == null) {
            return new Charge(tokens(counts), new LedgerEntry.Bill("none", 0));
        }
        boolean broken = outcome == LedgerEntry.Outcome.CLIENT_GONE || generatedTokens < planned.spokenTokens();
        if (!broken || onDisconnect == Modes.Bill.FULL) {
            return new Charge(tokens(counts), bill("full", planned.credits()));
        }
        Counts made = counts.withCompletion(generatedTokens);
        return onDisconnect == Modes.Bill.NONE
                ? new Charge(tokens(made), new LedgerEntry.Bill("none", 0))
                : new Charge(tokens(made), bill("generated", price.credits(made)));
    }

    private static LedgerEntry.Tokens tokens(Counts counts) {
        return new LedgerEntry.Tokens(counts.prompt(), counts.completion(), counts.cached(), counts.reasoning());
    }

    private static LedgerEntry.Bill bill(String extent, long credits) {
        return new LedgerEntry.Bill(extent, credits * Price.PICODOLLARS_PER_CREDIT);
    }
}
