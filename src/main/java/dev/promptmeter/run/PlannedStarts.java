package dev.promptmeter.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The planned starts of an open loop as a table: {@code index,case,plan_ns}, every repeat once, in the order of sending. That of a
 * shard keeps the index of the plan that all shards share.
 */
public final class PlannedStarts {

    private PlannedStarts() {}

    /**
     * Writes the table of that plan; rows are read, and no request is written.
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public static void write(RunPlan plan, Arrivals arrivals, Writer out) throws IOException {
        out.write("index,case,plan_ns\n");
        Shard shard = plan.shard();
        Arrivals.Instants instants = arrivals.instants(shard);
        try (CaseSource cases = new CaseSource(plan, Unrecorded.INSTANCE)) {
            cases.leaveOut();
            long index = shard == null ? 0 : shard.index() - 1;
            int step = shard == null ? 1 : shard.count();
            for (Case each = cases.next(); each != null; each = cases.next()) {
                out.write(index + "," + cell(each.id().text()) + "," + instants.next() + "\n");
                index += step;
            }
        }
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * {@return the SHA-256 of that table, hex}
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public static String sha256(RunPlan plan, Arrivals arrivals) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var hashing = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
            try (Writer out = new OutputStreamWriter(hashing, StandardCharsets.UTF_8)) {
                write(plan, arrivals, out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
