package dev.promptmeter.suite;

import dev.promptmeter.dataset.DatasetException;
import dev.promptmeter.dataset.DatasetFile;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.NearName;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.MessageTemplate;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.run.PromptPart;
import dev.promptmeter.run.PromptTemplate;
import dev.promptmeter.run.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The prompt of a run that names none: the column {@code prompt}, or the only one that it can be, after the column {@code system}. */
final class DefaultPrompt {

    private static final String PROMPT = "prompt";
    private static final String SYSTEM = "system";
    private static final Set<String> NO_PROMPT = Set.of("expected", SYSTEM, "id");

    private final DatasetSpec spec;
    private final @Nullable String systemText;
    private final Findings findings;

    /**
     * Prepares the prompt of a dataset.
     *
     * @param systemText stands in where the column {@code system} is blank or missing; null for nothing
     */
    DefaultPrompt(DatasetSpec spec, @Nullable String systemText, Findings findings) {
        this.spec = spec;
        this.systemText = systemText;
        this.findings = findings;
    }

    /** {@return the prompt; empty if a problem was added} */
    Optional<Prompt> prompt() {
        List<String> columns = columns();
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<String> candidates =
                columns.stream().filter(column -> !NO_PROMPT.contains(column)).toList();
        if (!columns.contains(PROMPT) && candidates.size() != 1) {
            findings.add("PM-1305", Source.line(spec.shown(), 1), noPrompt(columns, candidates));
            return Optional.empty();
        }
        String column = columns.contains(PROMPT) ? PROMPT : candidates.get(0);
        return template(column)
                .map(text -> Prompt.of("default", List.of(MessageTemplate.of("user", text)), Map.of()))
                .map(prompt -> afterSystem(prompt, columns));
    }

    private Optional<PromptTemplate> template(String column) {
        try {
            return Optional.of(PromptTemplate.parse("{{" + column + "}}"));
        } catch (TemplateException e) {
            findings.add(
                    "PM-1305",
                    Source.line(spec.shown(), 1),
                    "no column 'prompt', and '" + column + "' cannot be named in a template: rename it");
            return Optional.empty();
        }
    }

    /** {@return a prompt read from a file, after the system message of this dataset} */
    Prompt afterSystem(Prompt prompt) {
        boolean has = prompt.parts().stream().anyMatch(part -> part.says(SYSTEM));
        return has ? prompt : afterSystem(prompt, columns());
    }

    private Prompt afterSystem(Prompt prompt, List<String> columns) {
        Optional<PromptTemplate> system = system(columns);
        if (system.isEmpty()) {
            return prompt;
        }
        List<PromptPart> parts = new ArrayList<>();
        parts.add(MessageTemplate.of(SYSTEM, system.get()));
        parts.addAll(prompt.parts());
        return Prompt.of(prompt.id(), parts, prompt.params());
    }

    private Optional<PromptTemplate> system(List<String> columns) {
        if (columns.contains(SYSTEM)) {
            PromptTemplate column = PromptTemplate.parse("{{" + SYSTEM + "}}");
            return Optional.of(systemText == null ? column : column.whenBlank(systemText));
        }
        return Optional.ofNullable(systemText).map(PromptTemplate::literal);
    }

    private List<String> columns() {
        try {
            return DatasetFile.columns(spec).stream()
                    .filter(column -> !column.startsWith("__"))
                    .toList();
        } catch (DatasetException e) {
            findings.addAll(e.problems());
            return List.of();
        }
    }

    private static String noPrompt(List<String> columns, List<String> candidates) {
        String has = "; it has: " + String.join(", ", columns);
        String question = NearName.question(PROMPT, columns);
        if (!question.isEmpty()) {
            return "no column 'prompt'" + has + question;
        }
        return candidates.isEmpty()
                ? "no column 'prompt'" + has
                : "no column 'prompt' and more than one candidate (" + String.join(", ", candidates)
                        + "): name a template with --prompt-file" + has;
    }
}
