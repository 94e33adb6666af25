package dev.promptmeter.run;

import dev.promptmeter.run.Model.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One case of the fault matrix.
 *
 * @param fault as the simulator reads it
 * @param word the class that an attempt under it comes to
 * @param again whether such an attempt is followed by another
 * @param more what else is to be known: {@code hang}, {@code stop}, {@code other}
 */
record FaultCase(String fault, Delivery delivery, Strikes strikes, String word, Again again, String more) {

    private static final Path TABLE = Path.of("src/test/resources/simulator/fault-matrix.csv");

    /** Nothing was answered before them, and all there is ends so: this endpoint, key or request is wrong. */
    private static final Set<String> ACCESS = Set.of(
            "dns",
            "connect",
            "proxy",
            "auth",
            "credit",
            "quota",
            "forbidden",
            "not_found",
            "bad_request",
            "redirect",
            "provider",
            "malformed_success",
            "malformed_content");

    private static final Set<String> ANSWERS = Set.of("ok", "empty", "refusal", "filter");

    /** Which attempts meet the fault. */
    enum Strikes {
        FIRST("attempt=1"),
        SECOND("attempt=2"),
        ALL("attempt=1+");

        private final String condition;

        Strikes(String condition) {
            this.condition = condition;
        }

        /** {@return whether that attempt, from 1, meets it} */
        boolean meets(int attempt) {
            return this == ALL || attempt == (this == FIRST ? 1 : 2);
        }
    }

    /** What follows a failed attempt. */
    enum Again {
        RETRIED,
        FINAL
    }

    /** {@return every case of the table for these attempts} */
    static List<FaultCase> all(List<Strikes> attempts) {
        List<FaultCase> cases = new ArrayList<>();
        for (String[] cells : table()) {
            Again again = Again.valueOf(cells[3].toUpperCase(Locale.ROOT));
            for (Strikes strikes : attempts) {
                for (Delivery delivery : Delivery.values()) {
                    String word = cells[delivery == Delivery.PLAIN ? 1 : 2];
                    if (!word.equals("-")) {
                        cases.add(new FaultCase(cells[0], delivery, strikes, word, again, cells[4]));
                    }
                }
            }
        }
        return cases;
    }

    private static List<String[]> table() {
        try {
            return Files.readAllLines(TABLE, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .map(FaultCase::stripped)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] stripped(String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }

    boolean hangs() {
        return more.contains("hang");
    }

    boolean stops() {
        return more.contains("stop");
    }

    boolean answers() {
        return ANSWERS.contains(word);
    }

    /** {@return what a run ends with that had an answer before it} */
    int exitCode() {
        return ANSWERS.contains(result()) ? 0 : 102;
    }

    /** {@return what a run ends with that asks nothing else} */
    int exitCodeAlone() {
        return ACCESS.contains(result()) || more.contains("lasting") ? 3 : exitCode();
    }

    boolean keepsText() {
        return word.equals("ok") && !more.contains("other");
    }

    /** {@return the faults that a rule of the simulator plays for it} */
    List<String> faults() {
        String struck = fault.contains("@") ? fault : fault + "@" + strikes.condition;
        return strikes == Strikes.SECOND ? List.of("status:503@attempt=1", struck) : List.of(struck);
    }

    /** {@return how many attempts it takes: a fault that is retried is over with the next attempt, or comes again} */
    int attempts() {
        int before = strikes == Strikes.SECOND ? 1 : 0;
        return before + (again == Again.RETRIED ? 2 : 1);
    }

    /** {@return how many further attempts the run allows} */
    int retries() {
        return more.contains("once") ? 0 : strikes == Strikes.SECOND ? 2 : 1;
    }

    /** {@return the class of the result} */
    String result() {
        return again == Again.RETRIED && strikes != Strikes.ALL ? "ok" : word;
    }

    @Override
    public String toString() {
        return fault + " " + delivery + " " + strikes;
    }
}
