package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path root;

    @Test
    void findsImagesAtAnyDepthInOrderOfTheirUtf8Bytes() throws IOException {
        List<String> names = List.of(
                "B.PNG",
                "a-b/1.jpg",
                "a/z.Jpeg",
                "a/b/c/d/e.webp",
                "a.jpg",
                "a0.gif",
                "a/b.tiff",
                "z.ppm",
                "\uE000.png",
                "\uD83D\uDE00.png",
                "ä.png",
                "a/B/x.bmp");
        names.forEach(this::file);

        List<String> found = names(ImageFolder.open(root));

        List<String> expected = new ArrayList<>(names);
        expected.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
        assertEquals(expected, found);
        assertTrue(
                found.indexOf("\uE000.png") < found.indexOf("\uD83D\uDE00.png"), "UTF-16 would order them otherwise");
    }

    @Test
    void readsNamesInAnyScript() throws IOException {
        for (String name :
                List.of("日本語/写真.jpg", "العربية.png", "हिन्दी.gif", "Ελλάδα ñ.bmp", "🐈‍⬛.webp", "a b%20c#?&+.png")) {
            file(name);
        }
        ImageFolder folder = ImageFolder.open(root);

        assertEquals(6, folder.size());
        for (int i = 0; i < folder.size(); i++) {
            assertEquals(folder.name(i), new String(folder.read(i), UTF_8));
        }
        assertEquals(List.of("日本語"), folder.classes());
    }

    @Test
    @DisabledOnOs(
            value = {OS.WINDOWS, OS.MAC},
            disabledReason = "their file systems take text only")
    void readsNamesThatAreNoText() throws IOException {
        Path latin1 = Path.of(URI.create(root.toUri() + "caf%E9.png"));
        Files.write(latin1, new byte[] {42});

        ImageFolder folder = ImageFolder.open(root);

        assertEquals("caf\uFFFD.png", folder.name(0));
        assertArrayEquals(new byte[] {42}, folder.read(0));
    }

    @Test
    void leavesOutHiddenFilesAndOtherKinds() throws IOException {
        for (String name :
                List.of("a.jpg", ".b.jpg", ".c/d.jpg", "e/.f/g.jpg", "notes.txt", "jpg", "x.jpg.part", ".jpg")) {
            file(name);
        }
        Files.createDirectories(root.resolve("folder.png"));

        assertEquals(List.of("a.jpg"), names(ImageFolder.open(root)));
    }

    @Test
    void aFileThatJavasHeapHasNoRoomForIsNotRead() throws IOException {
        file("a.jpg");
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        try (var channel = Files.newByteChannel(root.resolve("a.jpg"), StandardOpenOption.WRITE)) {
            channel.position(quarter).write(ByteBuffer.allocate(1)); // a hole
        }
        String message = assertThrows(
                        IOException.class, () -> ImageFolder.open(root).read(0))
                .getMessage();
        assertTrue(message.startsWith("a file of " + (quarter + 1) + " bytes is too large for "), message);
    }

    /** Photographs of a telephone should not be missing in silence. */
    @Test
    void takesFormatsThatAreRefusedWhenTheyAreRead() throws IOException {
        for (String name : List.of("a.HEIC", "b.avif", "c.jp2", "d.jxl", "e.apng", "f.svg")) {
            file(name);
        }
        assertEquals(List.of("a.HEIC", "b.avif", "c.jp2", "d.jxl", "e.apng"), names(ImageFolder.open(root)));
    }

    @Test
    void labelsByTheFirstFolder() throws IOException {
        for (String name : List.of("cat/1.jpg", "cat-like/2.jpg", "cat/sub/3.jpg", "dog/4.jpg", "loose.jpg")) {
            file(name);
        }
        ImageFolder folder = ImageFolder.open(root);

        // The folder cat/ comes behind cat-like/ as a path, and before it as a class.
        assertEquals(List.of("cat-like/2.jpg", "cat/1.jpg", "cat/sub/3.jpg", "dog/4.jpg", "loose.jpg"), names(folder));
        assertEquals(List.of("cat", "cat-like", "dog"), folder.classes());
        assertEquals(1, folder.classIndex(0));
        assertEquals(0, folder.classIndex(1));
        assertEquals("cat", folder.label(2));
        assertEquals("dog", folder.label(3));
        assertEquals(-1, folder.classIndex(4));
        assertNull(folder.label(4));
    }

    @Test
    void saysWhichImageHasNoClassFolder() throws IOException {
        file("cat/1.jpg");
        assertSame(1, ImageFolder.open(root).labelled().size());

        file("loose.jpg");
        String message = assertThrows(
                        SourceException.class, () -> ImageFolder.open(root).labelled())
                .getMessage();

        assertEquals(
                "labels are needed, and 1 of the 2 images have none (the first: loose.jpg): put the images of each class"
                        + " into a sub-folder of its own, as in "
                        + root.resolve("cat").resolve("1.jpg"),
                message);
    }

    @Test
    void saysWhatItLookedForWhereThereIsNone() throws IOException {
        file("a/readme.md");
        String message = assertThrows(SourceException.class, () -> ImageFolder.open(root))
                .getMessage();

        assertTrue(message.startsWith("no images in the folder " + root), message);
        assertTrue(message.contains(".jpg .jpeg") && message.endsWith("found 1 other files"), message);
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path missing = root.resolve("missing");
        assertEquals(
                "cannot read the folder " + missing + ": no such file",
                assertThrows(SourceException.class, () -> ImageFolder.open(missing))
                        .getMessage());
        file("a.jpg");
        assertEquals(
                "not a folder: " + root.resolve("a.jpg"),
                assertThrows(SourceException.class, () -> ImageFolder.open(root.resolve("a.jpg")))
                        .getMessage());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void followsLinksButNotLoops(@TempDir Path elsewhere) throws IOException {
        file("a/1.jpg");
        Files.createSymbolicLink(root.resolve("a/up"), root);
        Files.createSymbolicLink(root.resolve("a/self"), root.resolve("a"));
        Files.write(elsewhere.resolve("2.jpg"), new byte[1]);
        Files.createSymbolicLink(root.resolve("b"), elsewhere);
        Files.createSymbolicLink(root.resolve("c.jpg"), elsewhere.resolve("2.jpg"));
        Files.createSymbolicLink(root.resolve("same"), root.resolve("a"));
        Files.createSymbolicLink(root.resolve("circle"), root.resolve("circle"));

        assertEquals(List.of("a/1.jpg", "b/2.jpg", "c.jpg", "same/1.jpg"), names(ImageFolder.open(root)));
    }

    @Test
    @Timeout(20)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void refusesFoldersThatAllLinkToEachOther() throws IOException {
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                Path folder = Files.createDirectories(root.resolve("all/" + i));
                if (i != j) {
                    Files.createSymbolicLink(folder.resolve("to" + j), root.resolve("all/" + j));
                }
            }
        }
        String said = assertThrows(
                        SourceException.class,
                        () -> Sources.open(root.resolve("all").toString()))
                .getMessage();
        assertTrue(said.contains("in more than 64 ways"), said);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void keepsLinksToNothingToBeReportedWhenRead() throws IOException {
        Files.createSymbolicLink(root.resolve("gone.jpg"), root.resolve("nowhere"));
        ImageFolder folder = ImageFolder.open(root);

        IOException failure = assertThrows(IOException.class, () -> folder.read(0));
        assertEquals("no such file", Reason.of(failure));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sets POSIX permissions")
    void namesTheFolderThatAnOrdinaryUserMayNotRead() throws Exception {
        file("a/1.jpg");
        file("secret/2.jpg");
        file("unlisted/3.jpg");
        Path secret = root.resolve("secret");
        Path unlisted = root.resolve("unlisted");
        OrdinaryUser.closeTo(secret, "---------");
        assertEquals("cannot read the folder " + secret + ": permission denied", OrdinaryUser.open(root));

        Files.setPosixFilePermissions(secret, OrdinaryUser.READABLE);
        OrdinaryUser.closeTo(unlisted, "r--r--r--"); // may be listed, but nothing in it looked at
        assertEquals("cannot read the folder " + unlisted + ": permission denied", OrdinaryUser.open(root));

        Files.setPosixFilePermissions(unlisted, OrdinaryUser.READABLE);
        assertEquals("3 images", OrdinaryUser.open(root));
    }

    @Test
    void fingerprintKnowsNamesAndSizes(@TempDir Path other) throws IOException {
        file("a/1.jpg");
        Path copy = other.resolve("a/1.jpg");
        Files.createDirectories(copy.getParent());
        Files.copy(root.resolve("a/1.jpg"), copy);
        String fingerprint = ImageFolder.open(root).fingerprint();

        assertTrue(fingerprint.matches("[0-9a-f]{64}"), fingerprint);
        assertEquals(fingerprint, ImageFolder.open(other).fingerprint());
        Files.write(copy, new byte[99]);
        assertNotEquals(fingerprint, ImageFolder.open(other).fingerprint());
    }

    @Test
    void readsOtherFileSystems(@TempDir Path other) throws IOException {
        URI zip = URI.create("jar:" + other.resolve("images.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.createDirectories(files.getPath("/x/ñ"));
            Files.write(files.getPath("/x/ñ/日.png"), new byte[] {7});
            ImageFolder folder = ImageFolder.open(files.getPath("/x"));

            assertEquals("ñ/日.png", folder.name(0));
            assertArrayEquals(new byte[] {7}, folder.read(0));
        }
    }

    @Test
    @DisabledOnOs(
            value = {OS.WINDOWS, OS.MAC},
            disabledReason = "their file names do not depend on the locale")
    void readsTheSameNamesWhateverTheLocale() throws Exception {
        file("日本語/写真.jpg");
        assertEquals("1 images", OrdinaryUser.openInLocaleC(root));
    }

    private static List<String> names(ImageSource source) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            names.add(source.name(i));
        }
        return names;
    }

    /** A file that holds its own name. */
    private void file(String name) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRunBelowTheFolderIsNoImages() throws SourceException {
        List<String> run = List.of("runs/r1/provenance.json", "runs/r1/config.yaml", "runs/r1/views.png");
        run.forEach(this::file);
        file("runs/r1/tensorboard/thumbnails.png");
        List<String> images = List.of("cat/1.png", "cat/config.yaml", "runs/r1.png", "runs/r2/config.png");
        images.forEach(this::file);
        assertEquals(List.of("cat/1.png", "runs/r1.png", "runs/r2/config.png"), names(ImageFolder.open(root)));
        assertEquals(
                1, names(ImageFolder.open(root.resolve("runs/r1/tensorboard"))).size());
    }
}
