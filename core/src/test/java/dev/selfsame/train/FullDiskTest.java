package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full disk ends a run by the name of the file; what was saved stays, and the run goes on when there is room. */
class FullDiskTest {
    private static final String[] SETTINGS = {"checkpoint.every-steps=2"};

    @TempDir
    private static Path common;

    private static Outcome unbroken;

    @TempDir
    private Path directory;

    @BeforeAll
    static void train() throws IOException {
        TinyRuns.training("simclr", common, SETTINGS).run();
        unbroken = Outcome.of(common);
    }

    @ParameterizedTest
    @ValueSource(strings = {"last.ckpt", "metrics.jsonl", "encoder.safetensors"})
    void theFileThatHasNoRoomIsNamed(String file) throws IOException {
        AtomicLong done = new AtomicLong();
        AtomicBoolean full = new AtomicBoolean(true);
        Path disk = FaultyFiles.over(directory, new FaultyFiles.Fault() {
            @Override
            public void write(Path written, long size) throws IOException {
                // In the middle of a large file, and not before there is something to lose.
                boolean here = written.getFileName().toString().startsWith(file);
                if (full.get() && here && done.get() >= 4 && (size > 20_000 || file.endsWith("jsonl"))) {
                    throw new IOException("No space left on device");
                }
            }
        });
        Training training = TinyRuns.training("simclr", disk, SETTINGS).listener(counting(done));
        String message = assertThrows(RunException.class, training::run).getMessage();
        assertTrue(message.matches("can't write .*" + file + ": No space left on device"), message);
        RunDirectory run = RunDirectory.at(directory);
        assertTrue(Checkpoint.head(run.lastCheckpoint()).step() >= 2);
        assertTrue(Files.notExists(run.checkpoints().resolve("last.ckpt.partial")));
        assertTrue(Files.notExists(run.encoder()));
        full.set(false);
        TinyRuns.training("simclr", disk, SETTINGS).resume(true).run();
        Outcome.of(directory).assertSameAs(unbroken);
    }

    private static TrainingListener counting(AtomicLong done) {
        return new TrainingListener() {
            @Override
            public void step(long step, double loss) {
                done.set(step);
            }
        };
    }

    @Test
    void aRealDiskThatIsFull() throws Exception {
        long room = Files.size(RunDirectory.at(common).lastCheckpoint()) * 3 / 2; // for one and no second
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + room, "tmpfs", directory.toString())) {
            Assumptions.abort("no right to mount a small disk; FaultyFiles stood in for it");
        }
        try {
            String message = assertThrows(RunException.class, () -> TinyRuns.training("simclr", directory, SETTINGS)
                            .run())
                    .getMessage();
            RunDirectory run = RunDirectory.at(directory);
            assertEquals("can't write " + run.lastCheckpoint() + ": No space left on device", message);
            assertEquals(2, Checkpoint.head(run.lastCheckpoint()).step());
            byte[] kept = Files.readAllBytes(run.lastCheckpoint());
            Training again = TinyRuns.training("simclr", directory, SETTINGS).resume(true);
            assertEquals(message, assertThrows(RunException.class, again::run).getMessage());
            assertArrayEquals(kept, Files.readAllBytes(run.lastCheckpoint()));
            assertTrue(run("mount", "-o", "remount,size=64m", directory.toString()));
            TinyRuns.training("simclr", directory, SETTINGS).resume(true).run();
            Outcome.of(directory).assertSameAs(unbroken);
        } finally {
            run("umount", directory.toString());
        }
    }

    /** Whether a command is there and succeeds. */
    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
