package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path folder;

    @Test
    void whatWasThereStaysUntilTheWholeFileTakesItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "before");
        try (Scratch scratch = Scratch.forFile(file)) {
            Files.writeString(scratch.path(), "half");
            assertEquals("before", Files.readString(file));
        }
        assertEquals("before", Files.readString(file));
        try (Scratch scratch = Scratch.forFile(file)) {
            Files.writeString(scratch.path(), "whole");
            scratch.commit();
        }
        assertEquals("whole", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void dotsBehindALinkedFolderLeadWhereTheSystemSays() throws IOException {
        Files.createDirectories(folder.resolve("disk/deep"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("disk/deep"));
        try (Scratch scratch = Scratch.forFile(link.resolve("../a"))) {
            Files.writeString(scratch.path(), "whole");
            scratch.commit();
        }
        assertEquals("whole", Files.readString(folder.resolve("disk/a")));
        assertTrue(Files.notExists(folder.resolve("a")));
    }

    @Test
    void aLinkStaysAndWhatIsBehindItIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (Scratch scratch = Scratch.forFile(link)) {
            Files.writeString(scratch.path(), "after");
            scratch.commit();
        }
        assertEquals("after", Files.readString(file));
        assertTrue(Files.isSymbolicLink(link));
        Path place = Files.createDirectory(folder.resolve("index"));
        Path other = Files.createSymbolicLink(folder.resolve("other"), place);
        try (Scratch scratch = Scratch.replacing(other)) {
            Files.createDirectory(scratch.path());
            Files.writeString(scratch.path().resolve("model"), "after");
            scratch.commit();
        }
        assertEquals("after", Files.readString(place.resolve("model")));
        assertTrue(Files.isSymbolicLink(other));
    }

    @Test
    void aFolderThatIsEmptyIsTakenAndAnotherIsNot() throws IOException {
        Path place = Files.createDirectory(folder.resolve("djl"));
        try (Scratch scratch = Scratch.forFolder(place)) {
            Files.createDirectory(scratch.path());
            Files.writeString(scratch.path().resolve("model"), "whole");
            scratch.commit();
        }
        assertEquals("whole", Files.readString(place.resolve("model")));
        assertThrows(IOException.class, () -> Scratch.forFolder(place));
        assertThrows(IOException.class, () -> Scratch.forFile(place));
        assertEquals(List.of("djl"), names());
    }

    @Test
    void aFolderIsReplacedWithAllThatItHolds() throws IOException {
        Path place = Files.createDirectory(folder.resolve("index"));
        Files.writeString(place.resolve("before"), "before");
        try (Scratch scratch = Scratch.replacing(place)) {
            Files.createDirectory(scratch.path());
            Files.writeString(scratch.path().resolve("after"), "after");
            assertEquals("before", Files.readString(place.resolve("before")));
            scratch.commit();
        }
        assertEquals("after", Files.readString(place.resolve("after")));
        assertFalse(Files.exists(place.resolve("before")));
        assertEquals(List.of("index"), names());
        assertThrows(IOException.class, () -> Scratch.replacing(place.resolve("after")));
    }

    @Test
    void aFolderComesBackWhereTheNewOneCannotTakeItsPlace() throws IOException {
        Path place = Files.createDirectory(folder.resolve("index"));
        Files.writeString(place.resolve("before"), "before");
        assertThrows(NoSuchFileException.class, () -> Scratch.replace(folder.resolve("absent"), place));
        assertEquals("before", Files.readString(place.resolve("before")));
        assertEquals(List.of("index"), names());
    }

    @Test
    void aFailureNamesWhatWasAskedFor() throws IOException {
        Path file = folder.resolve("a");
        try (Scratch scratch = Scratch.forFile(file)) {
            IOException named =
                    scratch.named(new FileSystemException(scratch.path().toString(), null, "No space left on device"));
            assertEquals(file + ": No space left on device", named.getMessage());
            IOException bare = scratch.named(new IOException("No space left on device"));
            assertEquals(file + ": No space left on device", bare.getMessage());
        }
    }

    @Test
    void aProcessThatIsStoppedLeavesNothing() throws IOException {
        ChildJvm.Result ended =
                ChildJvm.of(Stopped.class).run(folder.resolve("a").toString());
        assertEquals(130, ended.status(), ended.err());
        assertEquals(List.of(), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).toList();
        }
    }

    /** Is stopped while it writes, as Ctrl-C stops a command. */
    static final class Stopped {
        private Stopped() {}

        public static void main(String[] words) throws IOException {
            Scratch scratch = Scratch.forFile(Path.of(words[0]));
            Files.writeString(scratch.path(), "half");
            System.exit(130);
        }
    }
}
