package dev.promptmeter.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file of this machine's file system. */
final class SystemFile implements DiskFile {

    private final RandomAccessFile file;
    private final @Nullable Object key;

    /** Opens one that is there, at its end. Not a channel: one that is written by an interrupted thread closes itself. */
    SystemFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        file.seek(file.length());
        key = attributes(path).fileKey();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public int write(byte[] bytes, int from, int length) throws IOException {
        file.write(bytes, from, length);
        return length;
    }

    @Override
    public long position() throws IOException {
        return file.getFilePointer();
    }

    @Override
    public void truncate(long length) throws IOException {
        file.setLength(length);
        file.seek(length);
    }

    @Override
    public void force() throws IOException {
        file.getChannel().force(false);
    }

    @Override
    public void read(long position, byte[] into) throws IOException {
        long before = file.getFilePointer();
        if (file.length() < position + into.length) {
            throw new EOFException("the file was cut off at " + file.length());
        }
        try {
            file.seek(position);
            file.readFully(into);
        } finally {
            file.seek(before);
        }
    }

    @Override
    public boolean isStill(Path path, long bytes) throws IOException {
        try {
            BasicFileAttributes now = attributes(path);
            return Objects.equals(key, now.fileKey()) && now.size() >= bytes;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
