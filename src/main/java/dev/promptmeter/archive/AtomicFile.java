package dev.promptmeter.archive;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that grows unseen until it is kept: a reader sees the old one or the new one, never a part. It is written beside its place,
 * forced, then moved there.
 */
public final class AtomicFile implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path beside;
    private final FileChannel channel;
    private final Writer out;

    /** Begins to write; needs room beside the target. */
    AtomicFile(Path target) throws IOException {
        this.target = target;
        beside = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(beside);
        channel = FileChannel.open(
                beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), Permissions.file(target));
        out = new BufferedWriter(
                new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8), BUFFER);
    }

    /** Writes text. */
    @FunctionalInterface
    interface Content {

        void writeTo(Writer out) throws IOException;
    }

    /** Writes all of it; a device or a pipe takes it as it comes and is never replaced. */
    static void write(Path target, Content content) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (Writer straight = Files.newBufferedWriter(target, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
                content.writeTo(straight);
            }
            return;
        }
        try (AtomicFile file = new AtomicFile(target)) {
            content.writeTo(file.out());
            file.keep();
        }
    }

    /** {@return what writes its text, in UTF-8} */
    public Writer out() {
        return out;
    }

    /** {@return what takes its bytes; for a file of which nothing goes through {@link #out}} */
    OutputStream bytes() {
        return new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    /** Puts the file into its place, with all that was written. */
    public void keep() throws IOException {
        out.flush();
        channel.force(true);
        channel.close();
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(target);
    }

    /** Ends the writing; a file that was not kept is gone. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Removes what a killed program left behind; for whoever holds the folder's lock. */
    static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path each : left) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Only with its folder is a new name on the disk; where folders cannot be opened, the system sees to that itself. */
    private static void forceFolder(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null && Permissions.known(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
