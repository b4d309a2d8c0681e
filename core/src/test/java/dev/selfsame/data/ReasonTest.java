package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void whatTheSystemSaysByItsClassIsSaidInWords() {
        assertEquals("no such file", Reason.of(new NoSuchFileException("a.png")));
        assertEquals("permission denied", Reason.of(new AccessDeniedException("a.png")));
        assertEquals("not a folder", Reason.of(new NotDirectoryException("a.png")));
        assertEquals("a file is where a folder should be", Reason.of(new FileAlreadyExistsException("a")));
        assertEquals("it ends too early", Reason.of(new EOFException()));
        assertEquals("not UTF-8", Reason.of(new MalformedInputException(1)));
    }

    @Test
    void aFileSystemsReasonComesWithoutTheName() {
        assertEquals("Input/output error", Reason.of(new FileSystemException("a.png", null, "Input/output error")));
        assertEquals("FileSystemException", Reason.of(new FileSystemException("a.png")));
    }

    @Test
    void elseItIsTheFirstLineOfTheMessageOrTheClass() {
        assertEquals("No space left on device", Reason.of(new IOException("No space left on device\nat 7")));
        assertEquals("IOException", Reason.of(new IOException()));
        assertEquals("permission denied", Reason.of(new DirectoryIteratorException(new AccessDeniedException("a"))));
    }
}
