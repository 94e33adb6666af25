package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What holds after every bad input, whatever it was. */
final class Invariants {

    private static final int USAGE = 2;

    private Invariants() {}

    static void hold(BadInput row, BadInputRun run, String key) throws IOException {
        assertNothingBroke(run.ended());
        if (run.ended().code() == USAGE) {
            assertThat(run.sent())
                    .as("a fault of the input is found before the first request")
                    .isEmpty();
            assertThat(run.ended().err()).as("a fault has a code").contains("PM-1");
        }
        assertNobodySaw(key, run);
        if (Files.exists(run.out().resolve("journal.jsonl"))
                && !row.row().path("unreadable").asBoolean(false)) {
            goesOn(run);
        }
    }

    private static void assertNothingBroke(Ended ended) {
        assertThat(ended.code()).as(ended.err()).isNotEqualTo(1);
        assertThat(ended.out() + ended.err())
                .doesNotContain("\n\tat ", "Exception in thread", "PM-9001")
                .doesNotContainPattern("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\x80-\\x9f]");
    }

    private static void assertNobodySaw(String key, BadInputRun run) throws IOException {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        assertThat(run.said()).doesNotContain(key, base64);
        for (Path file : files(run.out())) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(text.contains(key) || text.contains(base64))
                    .as(file.toString())
                    .isFalse();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Its journal can be opened, and what it holds is not lost. */
    private static void goesOn(BadInputRun run) {
        Ended again = Program.run(
                Map.of(BadInputRun.KEY_NAME, "another-key-of-the-same-run"),
                "report",
                run.out().toString(),
                "--report",
                "json");
        assertNothingBroke(again);
        assertThat(again.code()).as(again.err()).isZero();
    }
}
