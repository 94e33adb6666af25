package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** What a row of the catalogue says must come of it. */
final class Expected {

    private Expected() {}

    /** Compares. */
    static void of(BadInput row, BadInputRun run) {
        assertThat(run.ended().code())
                .as(run.said())
                .isEqualTo(row.row().path("exit").asInt());
        row.texts("says").forEach(text -> assertThat(run.said()).contains(text));
        row.texts("not").forEach(text -> assertThat(run.said()).doesNotContain(text));
        if (row.row().has("requests")) {
            assertThat(run.sent()).hasSize(row.row().path("requests").asInt());
        }
        if (row.row().has("sent")) {
            assertThat(run.prompts()).isEqualTo(row.texts("sent"));
        }
        firstResult(row, run);
        row.lists("files")
                .forEach((file, texts) ->
                        assertThat(Program.text(run.out().resolve(file))).contains(texts));
        row.lists("absent")
                .forEach((file, texts) ->
                        assertThat(Program.text(run.out().resolve(file))).doesNotContain(texts));
    }

    private static void firstResult(BadInput row, BadInputRun run) {
        JsonNode expected = row.row().path("result");
        if (expected.isMissingNode()) {
            return;
        }
        JsonNode result = run.results().get(0);
        expected.properties().forEach(each -> {
            JsonNode found = result.at("/" + each.getKey().replace('.', '/'));
            if (each.getKey().equals("response.flags")) {
                assertThat(found.valueStream().map(JsonNode::asString))
                        .contains(each.getValue()
                                .valueStream()
                                .map(JsonNode::asString)
                                .toArray(String[]::new));
            } else {
                assertThat(found).as(each.getKey()).isEqualTo(each.getValue());
            }
        });
    }
}
