package dev.promptmeter.suite;

import dev.promptmeter.run.MessageTemplate;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.run.PromptPart;
import dev.promptmeter.run.PromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the files that prompts name and makes templates of everything. */
final class PromptResolver {

    private final SuiteFiles files;
    private final Findings findings;

    PromptResolver(SuiteFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /** {@return the prompts of a section: one, or one for each file of a pattern; none if a problem was added} */
    List<Prompt> resolve(PromptSection section) {
        if (section.messages() != null) {
            return List.of(Prompt.of(
                    id(section, "default"), section.messages(), section.params().values()));
        }
        if (section.text() != null) {
            PromptTemplate text = Templates.parse(
                    new Node.Scalar(section.text(), Node.Style.QUOTED, section.place()), "prompt", findings);
            return text == null ? List.of() : List.of(userMessage(id(section, "default"), text, section));
        }
        return section.file() == null ? List.of() : fromFiles(section, section.file());
    }

    private List<Prompt> fromFiles(PromptSection section, String written) {
        int before = findings.count();
        List<SuiteFiles.Found> found = files.files(written, section.place(), findings);
        if (found.isEmpty() && findings.count() == before) {
            findings.add("PM-1111", section.place(), "no file matches '" + written + "'");
        }
        List<Prompt> prompts = new ArrayList<>();
        for (SuiteFiles.Found file : found) {
            String id = found.size() == 1 ? id(section, ItemId.ofFile(file.shown())) : ItemId.ofFile(file.shown());
            prompts.addAll(fromFile(section, id, file));
        }
        return prompts;
    }

    private List<Prompt> fromFile(PromptSection section, String id, SuiteFiles.Found file) {
        try {
            String text = SuiteText.read(file.path(), file.shown(), SuiteText.PROMPT_LIMIT);
            String name = file.shown().toLowerCase(Locale.ROOT);
            if (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml")) {
                List<PromptPart> messages =
                        PromptSection.MESSAGE_LIST.read(YamlTree.read(text, file.shown()), "messages", findings);
                return messages == null
                        ? List.of()
                        : List.of(Prompt.of(id, messages, section.params().values()));
            }
            PromptTemplate template = Templates.parseFile(withoutFinalLineEnd(text), file.shown(), findings);
            return template == null ? List.of() : List.of(userMessage(id, template, section));
        } catch (SuiteException e) {
            e.problems().forEach(findings::add);
            return List.of();
        }
    }

    private static String withoutFinalLineEnd(String text) {
        return text.replaceFirst("(\\r\\n|\\n|\\r)$", "");
    }

    private static Prompt userMessage(String id, PromptTemplate text, PromptSection section) {
        return Prompt.of(
                id, List.of(MessageTemplate.of("user", text)), section.params().values());
    }

    private static String id(PromptSection section, String otherwise) {
        return section.id() == null ? otherwise : section.id();
    }
}
