package dev.promptmeter.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/** The file behind a dataset: what it must be before a character is read. Throws {@link DatasetException} where it is not. */
final class SourceFile {

    private static final int SAMPLE = 4096;

    private final DatasetSpec spec;
    private final FirstBytes start;
    private final Charset charset;
    private final long length;

    private SourceFile(DatasetSpec spec) throws IOException {
        this.spec = spec;
        this.length = Files.size(spec.file());
        if (length > spec.limits().fileBytes()) {
            throw fault(
                    "PM-1208",
                    String.format(
                            Locale.ROOT,
                            "%,d bytes; a dataset may have %,d (limits.fileSize)",
                            length,
                            spec.limits().fileBytes()));
        }
        try (InputStream in = Files.newInputStream(spec.file())) {
            this.start = new FirstBytes(in.readNBytes(SAMPLE));
        }
        start.binaryFormat().ifPresent(format -> {
            throw fault("PM-1209", "this is " + format + ", not text: export it as \"CSV UTF-8\"");
        });
        Charset asked = charset(spec.encoding());
        this.charset = start.declared().orElse(asked);
    }

    /** Looks at the file and reads its first bytes. */
    static SourceFile of(DatasetSpec spec) {
        mustBeReadable(spec);
        try {
            return new SourceFile(spec);
        } catch (IOException e) {
            throw unreadable(spec, e);
        }
    }

    private static void mustBeReadable(DatasetSpec spec) {
        Path file = spec.file();
        if (Files.isDirectory(file)) {
            throw fault(spec, "PM-1209", "is a folder: name a CSV or JSON Lines file");
        }
        if (!Files.exists(file)) {
            throw fault(spec, "PM-1209", "there is no such file: check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw fault(spec, "PM-1209", "is neither a regular file nor '-': copy it into a file first");
        }
        if (!Files.isReadable(file)) {
            throw fault(spec, "PM-1209", "cannot be read: check its permissions");
        }
    }

    private Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw fault("PM-1201", "unknown encoding '" + Shown.text(name) + "': for example UTF-8 or windows-1252");
        }
    }

    long length() {
        return length;
    }

    Charset charset() {
        return charset;
    }

    /** {@return the byte order mark, no byte without one} */
    byte[] mark() {
        return start.mark();
    }

    /**
     * {@return what is wrong with a NUL at that offset}
     *
     * @throws StructuralFault if the whole file is in another encoding
     */
    Problem zero(RecordText record, int offset) {
        start.guessBehindZeros().ifPresent(name -> {
            throw new StructuralFault(record.problem(
                    "PM-1207", offset, "a NUL character: the file looks like " + name + ": --encoding " + name));
        });
        return record.problem("PM-1207", offset, "a NUL character, which no text has: remove it");
    }

    /** {@return what is wrong with a byte in that line} */
    Problem undecodable(UndecodableByteException e, int line) {
        String way = charset.name().equals("UTF-8")
                ? "if the file is Windows-1252: --encoding windows-1252"
                : "name the encoding of the file with --encoding";
        String message = String.format(
                Locale.ROOT, "byte %,d (%02X) is not %s; %s", e.position(), e.value(), charset.name(), way);
        return Problem.of("PM-1201", Source.line(spec.shown(), line), message);
    }

    /** {@return whether the file still has the length it had when it was looked at} */
    boolean sameLength() {
        try {
            return Files.size(spec.file()) == length;
        } catch (IOException e) {
            throw unreadable(spec, e);
        }
    }

    /** Opens the characters. */
    DecodedText open() {
        try {
            return new DecodedText(Files.newInputStream(spec.file()), charset, start.markLength());
        } catch (IOException e) {
            throw unreadable(spec, e);
        }
    }

    /** Opens the characters; every byte that is read goes through the digest. */
    DecodedText open(MessageDigest digest) {
        try {
            InputStream bytes = new DigestInputStream(Files.newInputStream(spec.file()), digest);
            return new DecodedText(bytes, charset, start.markLength());
        } catch (IOException e) {
            throw unreadable(spec, e);
        }
    }

    private DatasetException fault(String code, String text) {
        return fault(spec, code, text);
    }

    private static DatasetException fault(DatasetSpec spec, String code, String text) {
        return new DatasetException(List.of(Problem.of(code, Source.line(spec.shown(), 0), text)));
    }

    static DatasetException unreadable(DatasetSpec spec, IOException cause) {
        var exception = fault(spec, "PM-1209", "cannot be read: " + Shown.text(String.valueOf(cause.getMessage())));
        exception.initCause(cause);
        return exception;
    }
}
