package dev.promptmeter.cli;

import dev.promptmeter.dataset.Problem;
import dev.promptmeter.gate.ExitCode;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Messages as they are printed. */
final class Messages {

    private static final int MOST = 20;

    private Messages() {}

    /** {@return the messages, at most 20 and then a count} */
    static String text(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        problems.stream().limit(MOST).forEach(problem -> text.append(problem).append('\n'));
        if (problems.size() > MOST) {
            text.append("and ").append(problems.size() - MOST).append(" more\n");
        }
        return text.toString();
    }

    /** {@return the document that {@code --json} prints where no run comes about} */
    static String json(ExitCode exit, List<Problem> problems) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", "promptmeter.error/1");
            json.writeNumberProperty("exitCode", exit.number());
            json.writeStringProperty("exitName", exit.word());
            json.writeArrayPropertyStart("messages");
            problems.forEach(problem -> write(problem, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.append('\n').toString();
    }

    private static void write(Problem problem, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("code", problem.code());
        boolean placed = !problem.source().file().isEmpty();
        json.writeName("file");
        if (placed) {
            json.writeString(problem.source().file());
        } else {
            json.writeNull();
        }
        writePosition("line", problem.source().line(), json);
        writePosition("column", problem.source().column(), json);
        json.writeStringProperty("text", problem.text());
        json.writeEndObject();
    }

    private static void writePosition(String name, int number, JsonGenerator json) {
        json.writeName(name);
        if (number > 0) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }
}
