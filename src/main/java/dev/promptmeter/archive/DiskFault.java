package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Why a file cannot be written, as far as the system's words tell. */
enum DiskFault {
    /** Nothing more fits. */
    FULL("the disk is full", "no space left"),
    /** The user may have no more. */
    QUOTA("the disk quota is used up", "quota"),
    /** The file may not grow. */
    TOO_LARGE("the limit of a file's size is reached", "file too large"),
    /** Nobody may write. */
    READ_ONLY("the file system is read-only", "read-only"),
    /** The disk does not do what it should. */
    BROKEN("the disk gives an I/O error", "input/output error"),
    /** It was taken away. */
    GONE("the file is gone", "was deleted, cut off or replaced"),
    /** We may not write. */
    DENIED("permission denied", "permission denied"),
    /** None of these. */
    OTHER("", "");

    private final String text;
    private final String sign;

    DiskFault(String text, String sign) {
        this.text = text;
        this.sign = sign;
    }

    static DiskFault of(IOException cause) {
        String said = said(cause).toLowerCase(Locale.ROOT);
        for (DiskFault each : values()) {
            if (said.contains(each.sign)) {
                return each;
            }
        }
        return OTHER;
    }

    /** {@return the system's words} The message of many a fault of a file is its path and nothing else. */
    static String said(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return DENIED.text;
        }
        if (cause.getCause() instanceof ReadOnlyFileSystemException) {
            return READ_ONLY.sign;
        }
        String said = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return said == null ? cause.getClass().getSimpleName() : said;
    }

    /** {@return the fault in our words, with the system's behind it} */
    static String text(IOException cause) {
        DiskFault fault = of(cause);
        return switch (fault) {
            case OTHER -> said(cause);
            case DENIED -> fault.text;
            default -> fault.text + " (" + said(cause) + ")";
        };
    }
}
