package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PathListTest {
    @TempDir
    Path folder;

    @Test
    void readsPathsRelativeToTheListAndAbsolute(@TempDir Path elsewhere) throws IOException {
        Files.createDirectories(folder.resolve("é/x"));
        Files.write(folder.resolve("é/x/1.jpg"), new byte[] {1});
        Path absolute = elsewhere.resolve("ü 2.jpg");
        Files.write(absolute, new byte[] {2});
        PathList list = list("# photos\r\n\n   \né/x/1.jpg\n" + absolute + "\r\n");

        assertEquals(2, list.size());
        assertEquals("é/x/1.jpg", list.name(0));
        assertArrayEquals(new byte[] {1}, list.read(0));
        assertEquals(absolute.toString(), list.name(1));
        assertArrayEquals(new byte[] {2}, list.read(1));
        assertEquals(List.of(), list.classes());
        assertEquals(-1, list.classIndex(1));
    }

    @Test
    @Timeout(20)
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it makes a pipe by mkfifo")
    void doesNotWaitForAPipe() throws Exception {
        Path pipe = folder.resolve("pipe.jpg");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Files.createDirectories(folder.resolve("folder.jpg"));
        PathList list = list("pipe.jpg\nfolder.jpg\n");

        assertEquals("not a regular file", Reason.of(assertThrows(IOException.class, () -> list.read(0))));
        assertEquals("a folder, not a file", Reason.of(assertThrows(IOException.class, () -> list.read(1))));
    }

    @Test
    void keepsTheOrderAndTheLabels() throws IOException {
        PathList list = list("z.jpg\tzebra\na.jpg\nm.jpg\tMeise \uD83D\uDC26\na.jpg\tzebra\nb.jpg\t\n");

        assertEquals(List.of("Meise \uD83D\uDC26", "zebra"), list.classes());
        assertEquals(
                List.of("z.jpg", "a.jpg", "m.jpg", "a.jpg", "b.jpg"),
                List.of(list.name(0), list.name(1), list.name(2), list.name(3), list.name(4)));
        assertEquals(
                List.of(1, -1, 0, 1, -1),
                List.of(
                        list.classIndex(0),
                        list.classIndex(1),
                        list.classIndex(2),
                        list.classIndex(3),
                        list.classIndex(4)));
        assertNull(list.label(1));
        String message = assertThrows(SourceException.class, list::labelled).getMessage();
        assertEquals(
                "labels are needed, and 2 of the 5 images have none (the first: a.jpg): write a tab and the"
                        + " class behind each path in " + folder.resolve("list.txt"),
                message);
    }

    @Test
    void skipsTheMarkBeforeUtf8() throws IOException {
        assertEquals("a.jpg", list("\uFEFFa.jpg\n").name(0));
    }

    @Test
    void findsOutAboutMissingFilesWhenTheyAreRead() throws IOException {
        PathList list = list("missing.jpg\n");
        IOException failure = assertThrows(IOException.class, () -> list.read(0));
        assertEquals("no such file", Reason.of(failure));
    }

    @Test
    void readsNamesThatAreNoText() throws IOException {
        Path file = folder.resolve("list.txt");
        Files.write(file, "caf\u00E9.jpg\tcaf\u00E9\n".getBytes(ISO_8859_1));
        PathList list = PathList.open(file);
        assertEquals("caf\uFFFD.jpg", list.name(0));
        assertThrows(IOException.class, () -> list.read(0));
    }

    @Test
    void namesTheLineThatItCannotRead() throws IOException {
        assertEquals(
                folder.resolve("list.txt") + " line 2: expected a path, or a path, one tab and a label",
                assertThrows(SourceException.class, () -> list("a.jpg\nb.jpg\tx\ty\n"))
                        .getMessage());
        assertEquals(
                folder.resolve("list.txt") + " is not a text file of paths: line 1 is binary",
                assertThrows(SourceException.class, () -> list("\u0001\0\u0002"))
                        .getMessage());
        assertEquals(
                "no images in the list " + folder.resolve("list.txt") + ": every line is blank or a comment",
                assertThrows(SourceException.class, () -> list("# nothing\n")).getMessage());
        assertEquals(
                "cannot read the list " + folder.resolve("none.txt") + ": no such file",
                assertThrows(SourceException.class, () -> PathList.open(folder.resolve("none.txt")))
                        .getMessage());
    }

    @Test
    void fingerprintKnowsLabelsAndSizes() throws IOException {
        String plain = list("a.jpg\n").fingerprint();
        assertEquals(plain, list("#\na.jpg\n").fingerprint());
        assertNotEquals(plain, list("a.jpg\tx\n").fingerprint());
        Files.write(folder.resolve("a.jpg"), new byte[3]);
        assertNotEquals(plain, list("a.jpg\n").fingerprint());
    }

    private PathList list(String text) throws IOException {
        return PathList.open(Files.writeString(folder.resolve("list.txt"), text));
    }
}
