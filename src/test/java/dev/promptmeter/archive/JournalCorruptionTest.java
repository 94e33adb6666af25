package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suite 9 of the test plan: whatever happens to its bytes, a journal is opened, repaired or refused, and never wrong in silence. */
@Timeout(600)
class JournalCorruptionTest {

    private static final int ROWS = 7;
    private static final Duration LATER = Duration.ofMinutes(10);

    @TempDir
    private Path temporary;

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint()
            .on("q3", ScriptedEndpoint.failing(FailureKind.RATE), ScriptedEndpoint.ok("Paris"))
            .on("q5", ScriptedEndpoint.ok("London"));
    private final TestPlan plan = TestPlan.asking(endpoint).rows(ROWS).check(Check.of("equals", "Paris"));
    private Path folder;
    private Path journal;
    private final Map<CaseId, Set<Integer>> linesOfCases = new HashMap<>();
    private byte[] whole;
    private List<CaseResult> original;
    private List<CaseResult> read = List.of();
    private int starts;
    private @Nullable List<Integer> lineStarts;

    @BeforeEach
    void recordARun() throws Exception {
        folder = temporary.resolve(Recordings.RUN);
        Recordings recordings = new Recordings(folder);
        recordings.run(plan);
        recordings.resume(plan, LATER);
        journal = recordings.journal();
        whole = recordings.bytes();
        original = recordings.stored(plan);
        assertThat(original).hasSize(ROWS);
    }

    /** What came of opening it. */
    private enum Opened {
        SOUND,
        DAMAGED,
        REFUSED
    }

    @Test
    void cutAtAnyByteOfItsLastRecordsItOpensWithAllTheOthers() throws Exception {
        // A score; intent, answer and score; and the note of the end, after which the program was started once more.
        int end = lineStarts().get(lineStarts().size() - 2);
        int from = lineStarts().get(lineStarts().size() - 7);
        try (SuiteLine suite = SuiteLine.begin(9, "journal cut", 0)) {
            for (int length = from; length < end; length++) {
                requireOthersKept(Arrays.copyOf(whole, length), Set.of(), suite);
            }
            assertThat(suite.cases()).isBetween(1400L, 2000L);
        }
    }

    @Test
    void withAnyBitFlippedItOpensWithAllTheOthersOrNamesTheLine() throws Exception {
        long seed = TestScale.seed(9);
        Random random = new Random(seed);
        try (SuiteLine suite = SuiteLine.begin(9, "journal with flipped bits", seed)) {
            for (int i = 0; i < TestScale.of(2500, 20_000); i++) {
                byte[] flipped = whole.clone();
                int at = i < lineStarts().size() ? lineFeed(i) : random.nextInt(whole.length);
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                requireOthersKept(flipped, Set.of(lineOf(at)), suite);
            }
        }
    }

    @Test
    void withABlockLostItOpensWithAllTheOthersOrNamesTheLines() throws Exception {
        long seed = TestScale.seed(99);
        Random random = new Random(seed);
        try (SuiteLine suite = SuiteLine.begin(9, "journal with lost blocks", seed)) {
            for (int i = 0; i < TestScale.of(100, 1000); i++) {
                byte[] holed = whole.clone();
                int from = random.nextInt(whole.length);
                int to = Math.min(whole.length, from + 1 + random.nextInt(4096));
                Arrays.fill(holed, from, to, (byte) 0);
                Set<Integer> lines = new HashSet<>();
                for (int at = from; at < to; at++) {
                    lines.add(lineOf(at));
                }
                requireOthersKept(holed, lines, suite);
            }
        }
    }

    private void requireOthersKept(byte[] mutated, Set<Integer> touched, SuiteLine suite) throws IOException {
        suite.count();
        Files.write(journal, mutated);
        String what = "mutation " + suite.cases() + " of lines " + touched;
        if (requireNeverSilentlyWrong(what) == Opened.REFUSED) {
            assertThat(touched).as(what).contains(0);
            return;
        }
        requireUntouchedAreEqual(touched, mutated.length, what);
        requireNextAppendReadable(what);
    }

    /** What is not equal to what was, is said to be missing or is in a journal that says that it is damaged. */
    private Opened requireNeverSilentlyWrong(String what) throws IOException {
        JournalScan scan;
        try {
            scan = JournalScan.of(journal);
        } catch (StorageException e) {
            assertThat(e.code()).as(what).isIn("PM-5004", "PM-5005");
            return Opened.REFUSED;
        }
        StoredRun stored = new StoredRun(scan);
        starts = stored.starts();
        Map<CaseId, CaseResult> before = byId(original);
        read = Recordings.results(stored, plan);
        boolean said = !stored.notices().isEmpty();
        for (CaseResult result : read) {
            boolean missing = result.attempts().isEmpty() && result.reason() != null;
            boolean cutOff = scan.course().stop() != null;
            if (!missing && !cutOff && !said) {
                assertThat(result).as(what).isEqualTo(before.get(result.id()));
            }
        }
        return scan.damagedLines().isEmpty() ? Opened.SOUND : Opened.DAMAGED;
    }

    private static Map<CaseId, CaseResult> byId(List<CaseResult> results) {
        return results.stream().collect(Collectors.toMap(CaseResult::id, Function.identity()));
    }

    private void requireUntouchedAreEqual(Set<Integer> touched, int length, String what) {
        Map<CaseId, CaseResult> now = byId(read);
        for (CaseResult result : original) {
            Set<Integer> lines = linesOf(result);
            boolean kept = lines.stream().noneMatch(line -> touched.contains(line) || lineFeed(line) >= length);
            if (kept) {
                assertThat(now.get(result.id())).as(what).isEqualTo(result);
            }
        }
    }

    /** The lines that tell of a result: of its row, its attempts and its score. */
    private Set<Integer> linesOf(CaseResult result) {
        return linesOfCases.computeIfAbsent(result.id(), id -> {
            Set<Integer> lines = new HashSet<>();
            List<String> all = lines(whole);
            for (int i = 0; i < all.size(); i++) {
                String line = all.get(i);
                boolean row = line.contains("\"t\":\"row\"") && line.contains("\"row\":\"" + id.row() + "\"");
                boolean mine = line.contains("[\"sums\",\"" + id.row() + "\",");
                boolean answer = result.attempts().stream()
                        .anyMatch(attempt -> line.contains("\"req\":\"" + attempt.requestId() + "\""));
                if (row || mine || answer) {
                    lines.add(i);
                }
            }
            return lines;
        });
    }

    private void requireNextAppendReadable(String what) throws IOException {
        var writing = new RunFolder.Writing(Redactor.NONE, 16, Fsync.GROUP, cause -> {});
        try (RunFolder open = RunFolder.open(folder).on(new Storage(new FaultyDisk(), 0, temporary))) {
            open.resume(Recordings.manifest(plan).startedAt(Recordings.START.plus(LATER)), writing, Damage.ACCEPT)
                    .close();
            assertThat(open.read(Damage.ACCEPT).starts()).as(what).isEqualTo(starts + 1);
        }
        try (var files = Files.newDirectoryStream(folder, "torn-*.bin")) {
            for (Path torn : files) {
                Files.delete(torn);
            }
        }
    }

    private List<Integer> lineStarts() {
        if (lineStarts == null) {
            List<Integer> found = new ArrayList<>(List.of(0));
            for (int i = 0; i < whole.length - 1; i++) {
                if (whole[i] == '\n') {
                    found.add(i + 1);
                }
            }
            lineStarts = found;
        }
        return lineStarts;
    }

    private int lineFeed(int line) {
        return line + 1 < lineStarts().size() ? lineStarts().get(line + 1) - 1 : whole.length - 1;
    }

    private int lineOf(int position) {
        int found = Collections.binarySearch(lineStarts(), position);
        return found >= 0 ? found : -found - 2;
    }

    private static List<String> lines(byte[] bytes) {
        return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n"));
    }

    @Test
    void changedInItsStructureItIsOpenedOrRefusedAndNeverSilentlyWrong() throws Exception {
        try (SuiteLine suite = SuiteLine.begin(9, "journal changed in its structure", 0)) {
            Map<String, String> came = new LinkedHashMap<>();
            for (StructuralChange change : StructuralChange.all()) {
                suite.count();
                Files.write(journal, change.applied(lines(whole)));
                Opened opened = requireNeverSilentlyWrong(change.name());
                if (!opened.name().matches(change.expected())) {
                    came.put(change.name(), opened.name());
                }
                if (opened != Opened.REFUSED) {
                    requireNextAppendReadable(change.name());
                }
            }
            assertThat(came).isEmpty();
            assertThat(suite.cases()).isEqualTo(40);
        }
    }
}
