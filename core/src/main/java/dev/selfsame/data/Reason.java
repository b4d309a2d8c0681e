package dev.selfsame.data;

import java.io.EOFException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file can't be read or written, in a few words without its name. */
public final class Reason {
    private Reason() {}

    /** Such as {@code permission denied}, or the first line of the failure's own message. */
    public static String of(Throwable failure) {
        Throwable cause = failure.getCause();
        if (failure instanceof DirectoryIteratorException && cause != null) {
            return of(cause);
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is where a folder should be";
        }
        if (failure instanceof CharacterCodingException) {
            return "not UTF-8";
        }
        String message = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure instanceof EOFException
                    ? "it ends too early"
                    : failure.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse(message);
    }
}
