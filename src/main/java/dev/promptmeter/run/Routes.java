package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.score.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways of all requests of a run to their endpoints. The set never changes, what it consists of does. */
final class Routes {

    private final RunPlan plan;
    private final AnswerCache cache;
    private final Consumer<CourseEvent> events;
    private final Spending spending;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Permits> permits = new HashMap<>();
    private final Map<String, Route> models = new LinkedHashMap<>();
    private final Map<Question.Asker, Route> advisers = new LinkedHashMap<>();
    private final Route free = Route.free();
    private boolean heard;

    Routes(RunPlan plan, AnswerCache cache, Consumer<CourseEvent> events, Spending spending) {
        this.plan = plan;
        this.cache = cache;
        this.events = events;
        this.spending = spending;
        plan.datasets().stream()
                .flatMap(planned -> planned.models().stream())
                .forEach(model -> models.computeIfAbsent(model.id(), id -> route(model, List.of())));
        Judge judge = plan.advisers().judge();
        if (judge != null) {
            advisers.put(Question.Asker.JUDGE, route(judge.model(), List.of(new Permits(judge.concurrency()))));
        }
        Model embeddings = plan.advisers().embeddings();
        if (embeddings != null) {
            advisers.put(Question.Asker.EMBEDDINGS, route(embeddings, List.of()));
        }
    }

    private Route route(Model model, List<Permits> further) {
        List<Permits> all = new ArrayList<>(further);
        if (model.concurrency() != null) {
            all.add(permits.computeIfAbsent(model.id(), id -> new Permits(model.concurrency())));
        }
        return new Route(lanes.computeIfAbsent(model.pacing().lane(), this::lane), model, all, spending);
    }

    /** Where several models share a lane, the lowest limit that one of them names holds for all. */
    private Lane lane(String name) {
        List<Pacing> sharing = asked().map(Model::pacing)
                .filter(pacing -> pacing.lane().equals(name))
                .toList();
        Double starts = sharing.stream()
                .map(Pacing::startsPerMinute)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
        Long tokens = sharing.stream()
                .map(Pacing::tokensPerMinute)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
        return new Lane(new Lane.Limits(name, starts, tokens), events, this::heard);
    }

    private Stream<Model> asked() {
        Judge judge = plan.advisers().judge();
        return Stream.of(
                        plan.datasets().stream().flatMap(planned -> planned.models().stream()),
                        Stream.ofNullable(judge == null ? null : judge.model()),
                        Stream.ofNullable(plan.advisers().embeddings()))
                .flatMap(all -> all);
    }

    /** {@return all of them} */
    List<Route> all() {
        List<Route> all = new ArrayList<>(models.values());
        all.addAll(advisers.values());
        all.add(free);
        return all;
    }

    /** {@return the way of a repeat that is new to this start; one that may need no request goes free} */
    Route first(Pending pending) {
        Case asked = pending.asked();
        boolean known = pending.resumed() || pending.settled() || cache != AnswerCache.NONE;
        return !asked.asks() || known ? free : of(asked.model());
    }

    /** {@return the way that leads to no endpoint} */
    Route free() {
        return free;
    }

    /** {@return the way of a repeat whose answer is there: to its judge, if it is to be asked} */
    Route next(Pending pending) {
        JudgeCall call =
                pending.interview() == null ? null : pending.interview().open();
        return call == null ? free : of(call);
    }

    /** {@return the way to that model} */
    Route of(Model model) {
        return Objects.requireNonNull(models.get(model.id()), model.id());
    }

    /** {@return the way of that call} */
    Route of(JudgeCall call) {
        return Objects.requireNonNull(advisers.get(call.question().asker()));
    }

    /** An endpoint said something. */
    void hear(Exchange exchange) {
        heard |= exchange instanceof Answered;
    }

    /** {@return whether any endpoint has answered in this start} */
    private boolean heard() {
        return heard;
    }

    /** {@return why nothing more is sent to one of the endpoints; null if to all of them something may be} */
    @Nullable
    Stop over() {
        return lanes.values().stream()
                .map(Lane::over)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
