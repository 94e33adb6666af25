package dev.promptmeter.gate;

import dev.promptmeter.compare.CasePair;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.Obstacle;
import dev.promptmeter.compare.Obstacle.Scope;
import dev.promptmeter.compare.Pairing;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.summary.KeptValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cases of two runs that a gate is about. */
final class PairedPart {

    private final Gate gate;
    private final Comparison comparison;
    private final Pairing pairing;
    private final @Nullable Map<CaseId, String> members;

    PairedPart(Gate gate, Comparison comparison, KeptValues kept) {
        this.gate = gate;
        this.comparison = comparison;
        this.members = gate.kept().isEmpty() ? null : kept.of(GateNeeds.members(gate));
        this.pairing = members == null
                ? comparison.pairing().of(id -> !gate.selector().excludes(id))
                : among(members.keySet());
    }

    /** What a row that is gone said of itself is not known: it counts if another case of that row is still there. */
    private Pairing among(Set<CaseId> ids) {
        Set<String> rows = ids.stream().map(PairedPart::row).collect(Collectors.toSet());
        Pairing all = comparison.pairing();
        Pairing chosen = all.of(ids::contains);
        return new Pairing(
                chosen.pairs(),
                chosen.edited(),
                chosen.added(),
                all.removed().stream()
                        .filter(each -> !gate.selector().excludes(each.id()))
                        .filter(each -> !gate.selector().aboutRows() || rows.contains(row(each.id())))
                        .toList());
    }

    private static String row(CaseId id) {
        return id.dataset() + "/" + id.row();
    }

    Pairing pairing() {
        return pairing;
    }

    List<CasePair> pairs() {
        return pairing.pairs();
    }

    /** {@return the cluster of that case: that of the gate's own column, else the one it has in every comparison} */
    String cluster(CasePair pair) {
        String named = members == null || gate.demand().cluster() == null ? null : members.get(pair.id());
        return named == null ? pair.cluster() : named;
    }

    /** {@return the share of errors, 0 to 1, up to which missing answers are left out} */
    double allowedErrors() {
        return comparison.after().asking().maxErrorRate();
    }

    /** {@return why the figure cannot be compared, one sentence each; usually nothing} */
    List<String> obstacles(Scope scope) {
        List<Obstacle> found = comparison.obstacles(pairing, scope);
        // Rows that are gone do not say what part they belonged to, so that all rows must be there for any part of
        // them.
        return found.isEmpty() && gate.selector().aboutRows()
                ? texts(comparison.obstacles(comparison.pairing(), scope))
                : texts(found);
    }

    private static List<String> texts(List<Obstacle> obstacles) {
        return obstacles.stream().map(Obstacle::text).toList();
    }
}
