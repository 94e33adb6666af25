package dev.promptmeter.simulator;

import java.util.List;

/** Answers that are no completions: refusals, lists, control. */
final class Plain {

    private Plain() {}

    static Planned planned(Reply reply, LedgerEntry.Outcome outcome) {
        return planned(reply, outcome, List.of());
    }

    static Planned planned(Reply reply, LedgerEntry.Outcome outcome, List<Struck> struck) {
        struck.forEach(strike -> strike.fault().effect().onReply(reply, strike.numbers()));
        Wire wire = Heads.frame(reply, reply.request(), Modes.Head.WITH_FIRST);
        struck.forEach(strike -> strike.fault().effect().onWire(wire, strike.numbers()));
        return new Planned(
                wire,
                reply.status(),
                false,
                reply.shiftNanos(),
                0,
                outcome,
                struck.stream().map(strike -> strike.fault().label()).toList(),
                false,
                Counts.NONE,
                0,
                null,
                null,
                null,
                false);
    }
}
