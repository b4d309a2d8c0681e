package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private Path target;

    @BeforeEach
    void name() {
        target = folder.resolve("new/e.csv");
    }

    private static void write(Path target, String text) throws IOException {
        try (AtomicFile file = AtomicFile.create(target)) {
            file.stream().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            file.commit();
        }
    }

    @Test
    void appearsWhole() throws IOException {
        write(target, "a long text");
        write(target, "short");
        assertEquals("short", Files.readString(target));
        assertFalse(Files.exists(folder.resolve("new/e.csv.partial")));
    }

    @Test
    void leavesWhatWasThereWhenNotCommitted() throws IOException {
        write(target, "old");
        AtomicFile file = AtomicFile.create(target);
        file.stream().write(7);
        file.close();
        file.close();
        assertEquals("old", Files.readString(target));
        assertFalse(Files.exists(folder.resolve("new/e.csv.partial")));
    }

    @Test
    void aLinkStaysAndTheFileBehindItIsWritten() throws IOException {
        write(target, "old");
        Path link = Files.createSymbolicLink(folder.resolve("latest.csv"), Path.of("new/e.csv"));
        write(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(target));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.csv"), Path.of("nowhere.csv"));
        write(dangling, "new");
        assertEquals("new", Files.readString(dangling));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes")
    void aPipeIsNotReplacedAndSoNoDeviceEither() throws Exception {
        Path pipe = pipe();
        IOException refused = assertThrows(IOException.class, () -> write(pipe, "new"));
        assertEquals("can't write the file " + pipe + ": a device or a pipe has this name", refused.getMessage());
        assertThrows(IOException.class, () -> AtomicFile.requireWritable(pipe));
        assertThrows(IOException.class, () -> Scratch.forFile(pipe));
        assertTrue(Files.exists(pipe));
        assertFalse(Files.isRegularFile(pipe));
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        return pipe;
    }

    @Test
    void whetherItCanBeWrittenIsAskedWithoutATrace() throws IOException {
        AtomicFile.requireWritable(target);
        assertFalse(Files.exists(target));
        write(target, "old");
        AtomicFile.requireWritable(target);
        assertEquals("old", Files.readString(target));
        assertFalse(Files.exists(folder.resolve("new/e.csv.partial")));
        assertThrows(IOException.class, () -> AtomicFile.requireWritable(folder));
    }

    @Test
    void whatAKilledProcessLeftIsWrittenOver() throws IOException {
        write(target, "old");
        Files.writeString(folder.resolve("new/e.csv.partial"), "much longer than what comes");
        write(target, "new");
        assertEquals("new", Files.readString(target));
    }

    @Test
    void takesOneWriterAtATime() throws IOException {
        String taken = target + " is being written already: wait for that, or name another file";
        try (AtomicFile first = AtomicFile.create(target)) {
            first.stream().write('1');
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        taken,
                        assertThrows(IOException.class, () -> AtomicFile.create(target))
                                .getMessage());
                ChildJvm.Result other = ChildJvm.of(Writer.class).run(target.toString());
                assertEquals(taken, other.out().strip(), other.err());
            }
            first.stream().write('2');
            first.commit();
        }
        assertEquals("12", Files.readString(target));
        assertEquals("", ChildJvm.of(Writer.class).run(target.toString()).out());
        assertEquals("other", Files.readString(target));
    }

    /** Another process that writes the file. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            try {
                write(Path.of(arguments[0]), "other");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
