package dev.promptmeter.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A shard in one file, {@code shard-2-of-4.pmz}: a ZIP of its journal's files, of the copy of its baseline, and of their SHA-256 in a
 * file as {@code sha256sum} writes it. Whoever reads one believes nothing of it: it may come from anywhere.
 */
public final class ShardFile {

    private static final String END = ".pmz";
    private static final String SUMS = "SHA256SUMS";
    private static final Pattern NAME =
            Pattern.compile("journal\\.jsonl|journal-[1-9]\\d{0,3}\\.jsonl|baseline-[0-9a-f]{12}\\.csv");
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (\\S{1,64})");
    private static final int MOST_FILES = 1000;
    private static final int MOST_SUMS = 1 << 17;

    /** Text that repeats itself shrinks to a fiftieth; what grows to more than this is made to fill a disk. */
    private static final int MOST_GROWTH = 250;

    private static final long SMALL = 16L << 20;
    private static final int BUFFER = 1 << 16;

    /** The same journal gives the same bytes. */
    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ShardFile() {}

    /** {@return whether that names such a file} */
    public static boolean named(String word) {
        return word.endsWith(END);
    }

    /** {@return the name of that shard's file} */
    static String name(ShardFacts facts) {
        return "shard-" + facts.shard().index() + "-of-" + facts.shard().count() + END;
    }

    /**
     * Packs what the journal of that folder holds into one file beside it, if its run is a shard that asked for itself.
     *
     * @return that file; empty for any other run
     * @throws StorageException if it cannot be written
     */
    public static Optional<Path> pack(RunFolder folder, Manifest run) {
        Optional<ShardFacts> facts = ShardFacts.of(run.environment()).filter(shard -> run.source() == null);
        return facts.map(shard -> {
            try {
                return pack(folder.path(), run, shard);
            } catch (IOException e) {
                throw StorageException.unwritable(
                        folder.path().resolve(name(shard)), e, "merge takes the run folder as well");
            }
        });
    }

    private static Path pack(Path folder, Manifest run, ShardFacts facts) throws IOException {
        List<Path> files = new ArrayList<>(Segments.files(folder.resolve(Segments.FIRST)));
        KeptBaseline.of(run).map(kept -> folder.resolve(kept.fileName())).ifPresent(files::add);
        Path packed = folder.resolve(name(facts));
        pack(files, packed, Deflater.DEFAULT_COMPRESSION);
        if (bytes(files) > most(packed)) {
            // One sentence a thousand times: nobody would unpack what shrinks like that.
            pack(files, packed, Deflater.NO_COMPRESSION);
        }
        return packed;
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path each : files) {
            bytes += Files.size(each);
        }
        return bytes;
    }

    /** {@return so many bytes may come out of that file} */
    private static long most(Path packed) throws IOException {
        return Math.max(SMALL, MOST_GROWTH * Files.size(packed));
    }

    private static void pack(List<Path> files, Path packed, int level) throws IOException {
        try (AtomicFile file = new AtomicFile(packed)) {
            try (ZipOutputStream zip = new ZipOutputStream(file.bytes(), StandardCharsets.UTF_8)) {
                zip.setLevel(level);
                StringBuilder sums = new StringBuilder();
                for (Path each : files) {
                    sums.append(add(each, zip))
                            .append("  ")
                            .append(each.getFileName())
                            .append('\n');
                }
                zip.putNextEntry(entry(SUMS));
                zip.write(sums.toString().getBytes(StandardCharsets.US_ASCII));
                zip.finish();
                zip.flush();
                file.keep();
            }
        }
    }

    private static String add(Path file, ZipOutputStream zip) throws IOException {
        MessageDigest digest = sha256();
        zip.putNextEntry(entry(String.valueOf(file.getFileName())));
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(zip);
        }
        zip.closeEntry();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_DATE);
        return entry;
    }

    /**
     * {@return a private folder with what that file holds, to be read like a run folder; it goes when the program ends, or by {@link
     * #discard}}
     *
     * @throws StorageException with PM-1520 if it is no sound shard
     */
    static Path unpack(Path packed) {
        try {
            Path folder = Files.createTempDirectory("promptmeter-");
            folder.toFile().deleteOnExit();
            try (ZipFile zip = new ZipFile(packed.toFile(), StandardCharsets.UTF_8)) {
                unpack(zip, packed, folder);
                return folder;
            } catch (IOException | RuntimeException e) {
                discard(folder);
                throw e;
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw refused(packed, "it is damaged, or no ZIP file: " + e.getMessage());
        } catch (IOException e) {
            throw refused(packed, "it cannot be unpacked: " + DiskFault.said(e));
        }
    }

    private static void unpack(ZipFile zip, Path packed, Path folder) throws IOException {
        Map<String, String> sums = sums(zip, packed);
        long room = Math.min(most(packed), Files.getFileStore(folder).getUsableSpace());
        for (Map.Entry<String, String> each : sums.entrySet()) {
            ZipEntry entry = zip.getEntry(each.getKey());
            if (entry == null) {
                throw refused(packed, "it lacks " + each.getKey() + ", which its " + SUMS + " names");
            }
            Path file = folder.resolve(each.getKey());
            file.toFile().deleteOnExit();
            MessageDigest digest = sha256();
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                room -= copied(in, out, room, packed);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(each.getValue())) {
                throw refused(packed, each.getKey() + " in it is not what was packed: its SHA-256 differs");
            }
        }
    }

    private static Map<String, String> sums(ZipFile zip, Path packed) throws IOException {
        ZipEntry entry = zip.getEntry(SUMS);
        if (entry == null || zip.size() > MOST_FILES) {
            throw refused(
                    packed, entry == null ? "it holds no " + SUMS : "it holds more than " + MOST_FILES + " files");
        }
        Map<String, String> sums = new LinkedHashMap<>();
        try (InputStream in = zip.getInputStream(entry)) {
            for (String line : new String(in.readNBytes(MOST_SUMS), StandardCharsets.UTF_8).split("\n")) {
                Matcher sum = SUM.matcher(line);
                // Nothing in it names a place: each of these names is one of ours, whoever wrote the file.
                if (!sum.matches() || !NAME.matcher(sum.group(2)).matches()) {
                    throw refused(packed, "its " + SUMS + " names something that no shard has");
                }
                sums.put(sum.group(2), sum.group(1));
            }
        }
        if (!sums.containsKey(Segments.FIRST) || sums.size() != zip.size() - 1) {
            throw refused(packed, "it holds other files than its " + SUMS + " names");
        }
        return sums;
    }

    private static long copied(InputStream in, OutputStream out, long room, Path packed) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            total += count;
            if (total > room) {
                throw refused(
                        packed,
                        "it unpacks to more than a shard of its size holds, or than there is room for in "
                                + System.getProperty("java.io.tmpdir"));
            }
            out.write(buffer, 0, count);
        }
        return total;
    }

    private static StorageException refused(Path packed, String why) {
        return new StorageException(
                "PM-1520", packed + " is no sound shard: " + why + ". Fetch it again, or name its run folder");
    }

    /** Removes such a folder with its files. */
    static void discard(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // They go when the program ends.
            return;
        }
    }

    /** {@return the SHA-256 of the journal in that folder, hex: two shards with the same one are the same} */
    static String content(Path folder) throws IOException {
        MessageDigest digest = sha256();
        for (Path file : Segments.files(folder.resolve(Segments.FIRST))) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
