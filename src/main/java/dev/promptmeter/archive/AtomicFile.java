package dev.promptmeter.archive;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes a file so that a reader sees the old one or the new one, never a part: beside it, forced, then moved into place. */
final class AtomicFile {

    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** Writes text. */
    @FunctionalInterface
    interface Content {

        void writeTo(Writer out) throws IOException;
    }

    static void write(Path target, Content content) throws IOException {
        Path beside = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(beside);
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    Permissions.file(target))) {
                OutputStream bytes = Channels.newOutputStream(channel);
                Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), BUFFER);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(target);
        } finally {
            Files.deleteIfExists(beside);
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
