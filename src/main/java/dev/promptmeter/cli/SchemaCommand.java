package dev.promptmeter.cli;

import dev.promptmeter.suite.SuiteSchema;
import java.util.List;

/** Prints the JSON Schema of the suite file. */
final class SchemaCommand implements Command {

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public String summary() {
        return "print the JSON Schema of the suite file";
    }

    @Override
    public String words() {
        return "";
    }

    @Override
    public List<Topic> topics() {
        return List.of();
    }

    @Override
    public List<String> examples() {
        return List.of("promptmeter schema > promptmeter.schema.json");
    }

    @Override
    public int run(Session session, Given given) {
        session.console().result(text());
        return 0;
    }

    /** {@return the schema, indented} */
    static String text() {
        return SuiteSchema.schema().toPrettyString() + "\n";
    }
}
