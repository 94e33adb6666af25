package dev.promptmeter.validity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be thought of a run that was measured in parts, each by a process of its own: of every reason the worst part, named. */
final class WorstPart {

    private final Map<String, Measurement> parts;

    WorstPart(Map<String, Measurement> parts) {
        this.parts = parts.entrySet().stream()
                .filter(part -> part.getValue().level() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    Measurement measurement(Thresholds thresholds) {
        if (parts.isEmpty()) {
            return Measurement.NOTHING;
        }
        List<Doubt> doubts = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            doubt(reason).ifPresent(doubts::add);
        }
        return new Measurement(
                Measurement.worst(doubts), doubts, unmeasured(), figures(), window(), machine(), thresholds);
    }

    /** A doubt of one part, which is named. */
    private record Named(String part, Doubt doubt) {}

    private Optional<Doubt> doubt(Reason reason) {
        List<Named> all = new ArrayList<>();
        parts.forEach((name, part) -> part.doubts().stream()
                .filter(doubt -> doubt.reason() == reason)
                .forEach(doubt -> all.add(new Named(name, doubt))));
        return all.stream().reduce(WorstPart::worse).map(worst -> {
            String others = all.size() == 1 ? "" : " and " + (all.size() - 1) + " more";
            Doubt doubt = worst.doubt();
            return new Doubt(reason, doubt.level(), doubt.value(), doubt.limit(), worst.part() + others);
        });
    }

    private static Named worse(Named one, Named other) {
        int levels = one.doubt().level().compareTo(other.doubt().level());
        boolean further =
                other.doubt().reason().worse(other.doubt().value(), one.doubt().value());
        return levels < 0 || levels == 0 && further ? other : one;
    }

    private Map<Reason, Double> figures() {
        Map<Reason, Double> worst = new EnumMap<>(Reason.class);
        parts.values()
                .forEach(part -> part.figures()
                        .forEach((reason, value) ->
                                worst.merge(reason, value, (one, other) -> reason.worse(other, one) ? other : one)));
        return worst;
    }

    /** A part that was too short for shares of time hides nothing of one that was long enough. */
    private List<Reason> unmeasured() {
        boolean brief = parts.values().stream().allMatch(Measurement::brief);
        return parts.values().stream()
                .flatMap(part ->
                        part.unmeasured().stream().filter(reason -> brief || !part.brief() || !reason.ofWindow()))
                .distinct()
                .sorted()
                .toList();
    }

    private @Nullable Span window() {
        return parts.values().stream()
                .map(Measurement::window)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(Span::nanos))
                .orElse(null);
    }

    private MachineLog machine() {
        MachineLog all = new MachineLog();
        parts.values().stream()
                .map(Measurement::machine)
                .filter(MachineLog::watched)
                .forEach(each -> all.add(each.note(0)));
        return all;
    }
}
