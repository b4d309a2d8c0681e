package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunDirectoryTest {
    @TempDir
    private Path parent;

    private String refusal(Path directory, boolean resume) {
        return assertThrows(RunException.class, () -> RunDirectory.hold(directory, resume))
                .getMessage();
    }

    @Test
    void aDirectoryIsMadeWithItsParents() {
        Path directory = parent.resolve("a/b/c");
        RunDirectory.hold(directory, false).close();
        assertTrue(Files.isDirectory(directory));
    }

    @Test
    void aSecondRunOfThisProcessIsRefusedAndTheFirstKeepsItsHold() throws Exception {
        Path directory = parent.resolve("run");
        String message = "another run is writing into " + directory + ": wait for it, or name another";
        try (RunDirectory held = RunDirectory.hold(directory, false)) {
            assertEquals(message, refusal(directory, false));
            assertEquals(message, refusal(directory, true));
            Path link = Files.createSymbolicLink(parent.resolve("link"), directory);
            assertEquals(message.replace("run:", "link:"), refusal(link, true));
            // A lock of the operating system is lost when any channel of its file is closed.
            assertEquals(message, program(ChildJvm.of(TinyProgram.class), directory));
        }
        RunDirectory.hold(directory, false).close();
    }

    @Test
    void aSecondRunBesideThatOfAnotherProcessIsRefused() throws Exception {
        Path directory = parent.resolve("run");
        Process other = ChildJvm.of(HeldRun.class)
                .with("-Xmx1g", "-XX:TieredStopAtLevel=1")
                .start(directory.toString(), "simclr", "NEVER", "0", "no file", "epochs=100000");
        try {
            while (other.isAlive() && Files.notExists(directory.resolve("metrics.jsonl"))) {
                Thread.sleep(20);
            }
            assertTrue(RunDirectory.at(directory).isHeld());
            assertFalse(RunDirectory.at(directory).isHeldHere());
            assertEquals(
                    "another run is writing into " + directory + ": wait for it, or name another",
                    refusal(directory, true));
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        RunDirectory.hold(directory, true).close();
    }

    @Test
    void whoLooksSeesWhetherARunHoldsIt() throws IOException {
        Path directory = parent.resolve("run");
        RunDirectory look = RunDirectory.at(directory);
        assertFalse(look.isHeld());
        try (RunDirectory held = RunDirectory.hold(directory, false)) {
            assertTrue(look.isHeld());
            assertTrue(look.isHeldHere());
            Path link = Files.createSymbolicLink(parent.resolve("link"), directory);
            assertTrue(RunDirectory.at(link).isHeld());
            assertTrue(held.isHeld());
            // The look has not loosened the lock, which another process would meet.
            assertTrue(program(ChildJvm.of(TinyProgram.class), directory).startsWith("another run is writing"));
        }
        assertFalse(look.isHeld());
        assertFalse(look.isHeldHere());
        Path empty = Files.createDirectory(parent.resolve("empty"));
        assertFalse(RunDirectory.at(empty).isHeld());
        assertFalse(Files.exists(empty.resolve(".lock")));
    }

    @Test
    void whoLooksFromAnotherProcessKeepsNoRunOut() throws Exception {
        Path directory = parent.resolve("run");
        RunDirectory.hold(directory, false).close();
        Path begun = parent.resolve("begun");
        Process looking = ChildJvm.of(LookingProgram.class).start(directory.toString(), begun.toString());
        try {
            while (looking.isAlive() && Files.notExists(begun)) {
                Thread.sleep(20);
            }
            for (int i = 0; i < 300; i++) {
                RunDirectory.hold(directory, false).close();
            }
            assertTrue(looking.isAlive());
        } finally {
            looking.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void anEncoderWithoutACheckpointIsNotOverwrittenByResuming() throws IOException {
        Path directory = parent.resolve("run");
        TinyRuns.training("simclr", directory, "max-steps=1").run();
        byte[] encoder = Files.readAllBytes(RunDirectory.at(directory).encoder());
        Files.delete(RunDirectory.at(directory).lastCheckpoint());
        RunDirectory.hold(directory, true).close(); // as the demo does, which may delete it
        Training again = TinyRuns.training("simclr", directory, "max-steps=2").resume(true);
        assertEquals(
                directory + " holds an encoder, but no checkpoint to go on from: it stays; name another directory",
                assertThrows(RunException.class, again::run).getMessage());
        assertArrayEquals(encoder, Files.readAllBytes(RunDirectory.at(directory).encoder()));
    }

    @Test
    void whatIsThereIsNotOverwritten() {
        Path directory = parent.resolve("run");
        TinyRuns.training("simclr", directory, "max-steps=1").run();
        assertEquals(
                directory + " holds a run already: go on with it by --resume, or name another",
                refusal(directory, false));
    }

    @Test
    void aRunThatFailedBeforeItsFirstCheckpointIsNothingToKeep() throws IOException {
        Path directory = parent.resolve("run");
        try (RunDirectory failed = RunDirectory.hold(directory, false)) {
            failed.write(failed.configuration(), TinyRuns.configuration("byol").toYaml());
            failed.write(failed.metrics(), "{\"step\":1}\n{\"step\":2}\n");
        }
        Run run = TinyRuns.training("simclr", directory, "max-steps=1").run();
        assertEquals(1, run.steps());
        assertEquals(1, Files.readAllLines(directory.resolve("metrics.jsonl")).size());
        assertEquals(
                "simclr",
                RunDirectory.at(directory).readConfiguration().recipe().method().name());
    }

    @Test
    void whereThereIsNoCheckpointResumingStartsAtTheBeginning() {
        Run run = TinyRuns.training("simclr", parent.resolve("new"), "epochs=1")
                .resume(true)
                .run();
        assertTrue(run.finished());
        assertEquals(5, run.steps());
    }

    @Test
    void aFileInPlaceOfTheDirectory() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "precious");
        assertEquals(file + " is a file, not a directory", refusal(file, false));
        assertTrue(refusal(file.resolve("below"), false).startsWith("can't write into " + file.resolve("below")));
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void aDirectoryThatCanNotBeWritten() throws Exception {
        Path closed = Files.createDirectory(parent.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertEquals("can't write into " + closed + ": permission denied", program(ordinary(), closed));
        Path below = closed.resolve("below");
        assertEquals("can't write into " + below + ": permission denied", program(ordinary(), below));
        assertFalse(Files.exists(below));
    }

    /** Root may write anywhere; without these two rights it is a user like any other. */
    private static ChildJvm ordinary() {
        ChildJvm child = ChildJvm.of(TinyProgram.class);
        return System.getProperty("user.name").equals("root")
                ? child.under("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
                : child;
    }

    private static String program(ChildJvm child, Path directory) {
        ChildJvm.Result result =
                child.with("-Xmx1g", "-XX:TieredStopAtLevel=1").run(directory.toString(), "simclr", "max-steps=1");
        assertEquals(0, result.status(), result.err());
        return result.out().strip();
    }
}
