package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.run.Model.Delivery;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.score.CheckException;
import dev.promptmeter.score.Contest;
import dev.promptmeter.score.Need;
import dev.promptmeter.score.OfferedTools;
import dev.promptmeter.score.Scorers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds what checks need against what a suite asks of its models, for one dataset. Not thread-safe. */
final class UnmetNeeds {

    private static final String INSIDE =
            ", or  { model: in-process:all-minilm-l6-v2-q }  (README: Embeddings without an endpoint)";

    private final Suite suite;
    private final Scorers scorers;
    private final List<ModelSpec> models;
    private final List<Prompt> prompts;
    private final Map<Need, Optional<String>> unmet = new EnumMap<>(Need.class);

    UnmetNeeds(Suite suite, DatasetBlock block, Scorers scorers) {
        this.suite = suite;
        this.scorers = scorers;
        this.models = suite.models().stream()
                .filter(model -> block.models().contains(model.id()))
                .toList();
        this.prompts = suite.promptsOf(block);
    }

    /** {@return PM-1406 if some request of the dataset lacks what that check needs; empty if none does} */
    Optional<Problem> of(Check check) {
        return first(check, scorers.needs(check).stream().toList());
    }

    /** {@return the same for a row that brings its answer along, whose requests are never sent} */
    Optional<Problem> withoutRequests(Check check) {
        return first(
                check,
                scorers.needs(check).stream().filter(need -> !need.ofRequests()).toList());
    }

    /** {@return a warning if that check compares answers and every row has one; empty otherwise} */
    Optional<Problem> alone(Check check) {
        boolean compares = scorers.needs(check).contains(Need.FEW_ANSWERS);
        String text = "check '" + check.name() + "' compares the answers to a row, and 1 prompt with 1 model give one:"
                + " it will always be skipped; name a second prompt or model";
        return compares && answers() == 1
                ? Optional.of(Problem.of(RowCheck.DOUBT, check.origin().source(), text))
                : Optional.empty();
    }

    private Optional<Problem> first(Check check, List<Need> needs) {
        for (Need need : needs) {
            Optional<String> why = unmet.computeIfAbsent(need, this::why);
            if (why.isPresent()) {
                String text = "check '" + check.name() + "' needs " + need.words() + why.get();
                return Optional.of(Problem.of("PM-1406", check.origin().source(), text));
            }
        }
        return Optional.empty();
    }

    private Optional<String> why(Need need) {
        if (need == Need.JAVA_REGEX) {
            return suite.judging().allow().contains(Judging.JAVA_REGEX) ? Optional.empty() : Optional.of("");
        }
        if (need == Need.JUDGE) {
            return named(suite.judge(), "judge");
        }
        if (need == Need.EMBEDDINGS) {
            return named(suite.embeddings(), "embeddings").map(text -> text + INSIDE);
        }
        if (need == Need.FEW_ANSWERS) {
            return tooMany();
        }
        for (ModelSpec model : models) {
            for (Prompt prompt : prompts) {
                String fault = fault(need, model, prompt);
                if (fault != null) {
                    return Optional.of(": " + fault);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> named(@Nullable Record section, String key) {
        return section == null
                ? Optional.of(": name one of its models, such as  " + key + ": { model: ID }")
                : Optional.empty();
    }

    private Optional<String> tooMany() {
        return answers() <= Contest.MOST
                ? Optional.empty()
                : Optional.of(": " + prompts.size() + " prompts and " + models.size() + " models give " + answers()
                        + "; name fewer under the dataset's prompts or models");
    }

    private int answers() {
        return prompts.size() * models.size();
    }

    private @Nullable String fault(Need need, ModelSpec model, Prompt prompt) {
        return switch (need) {
            case STREAM -> model.delivery() == Delivery.STREAM ? null : "model " + model.id() + " does not stream";
            case LOGPROBS -> logprobs(model, prompt);
            case TOOLS -> tools(model, prompt);
            case JAVA_REGEX, JUDGE, EMBEDDINGS, FEW_ANSWERS -> null;
        };
    }

    private static @Nullable String logprobs(ModelSpec model, Prompt prompt) {
        JsonNode asked = param("logprobs", model, prompt);
        return asked != null && asked.isBoolean() && asked.booleanValue()
                ? null
                : "the params of model " + model.id() + ", under prompt " + prompt.id() + ", do not ask for them";
    }

    private static @Nullable String tools(ModelSpec model, Prompt prompt) {
        String where = "model " + model.id() + " under prompt " + prompt.id();
        OfferedTools tools = OfferedTools.of(param("tools", model, prompt));
        if (tools.names().isEmpty()) {
            return where + " is offered none; write them into params";
        }
        try {
            tools.check();
            return null;
        } catch (CheckException e) {
            return where + ", " + e.getMessage();
        }
    }

    private static @Nullable JsonNode param(String name, ModelSpec model, Prompt prompt) {
        JsonNode own = prompt.params().get(name);
        return own == null ? model.params().get(name) : own;
    }
}
