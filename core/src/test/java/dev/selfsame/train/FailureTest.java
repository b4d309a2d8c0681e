package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SkipLimitException;
import dev.selfsame.data.SourceAround;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that can't go on says why in one line, keeps what was saved, and holds nothing afterwards. */
class FailureTest {
    @TempDir
    private static Path common;

    @TempDir
    private Path directory;

    private Held before;

    @BeforeAll
    static void makeWhatIsMadeOnce() {
        TinyRuns.training("simclr", common, "epochs=1").run();
    }

    @BeforeEach
    void look() {
        before = Held.settled();
    }

    @AfterEach
    void nothingIsHeld() {
        assertEquals(before, Held.now());
    }

    private <E extends RuntimeException> String failure(Class<E> type, Training training) {
        String message = assertThrows(type, training::run).getMessage();
        assertEquals(1, message.lines().count(), message);
        RunDirectory.hold(directory.resolveSibling(directory.getFileName()), true)
                .close(); // it can be held again
        return message;
    }

    /** Trains a few steps and gives the bytes of their checkpoint. */
    private byte[] started() throws IOException {
        TinyRuns.training("simclr", directory, "max-steps=4").run();
        return checkpoint();
    }

    private byte[] checkpoint() throws IOException {
        return Files.readAllBytes(RunDirectory.at(directory).lastCheckpoint());
    }

    @Test
    void whatAListenerThrowsIsNoted() throws IOException {
        for (TrainingListener listener : List.of(
                new TrainingListener() {
                    @Override
                    public void started(Start start) {
                        throw new IllegalStateException("not today");
                    }
                },
                new TrainingListener() {
                    @Override
                    public void step(long step, double loss) {
                        throw new StackOverflowError("not today");
                    }
                })) {
            Path run = directory.resolve(listener.getClass().getName());
            Training training = TinyRuns.training("simclr", run).listener(listener);
            assertThrows(Throwable.class, training::run);
            String provenance = Files.readString(RunDirectory.at(run).provenance());
            assertTrue(provenance.contains("not today"), provenance);
        }
    }

    // ---- images ----

    @Test
    void noImagesAtAll() {
        Training training = Training.of(TinyRuns.configuration("simclr")).into(directory);
        assertEquals(
                "a run needs images(...) and into(...)",
                assertThrows(IllegalArgumentException.class, training::run).getMessage());
    }

    @Test
    void allImagesBroken() {
        ImageSource broken = new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) {
                return "no image".getBytes(StandardCharsets.UTF_8);
            }
        };
        String message = failure(
                SkipLimitException.class, TinyRuns.training("simclr", directory).images(broken));
        assertTrue(message.matches("none of the \\d+ images read so far is readable; the first is .*"), message);
    }

    @Test
    void oneImageMissingWhereNoneMayBe() throws IOException {
        ImageSource missing = new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) throws IOException {
                if (i == 11) {
                    throw new FileSystemException(name(i), null, "Input/output error");
                }
                return super.read(i);
            }
        };
        String message = failure(
                SkipLimitException.class,
                TinyRuns.training("simclr", directory, "strict=true").images(missing));
        assertTrue(message.contains(missing.name(11)), message);
        String skipped = Files.readString(RunDirectory.at(directory).skipped());
        assertTrue(skipped.contains(missing.name(11) + "\tInput/output error"), skipped);
    }

    @Test
    void anErrorOfTheSourceItself() {
        ImageSource failing = new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) throws IOException {
                if (i == 11) {
                    throw new IllegalStateException("the database is gone");
                }
                return super.read(i);
            }
        };
        assertEquals(
                "the database is gone",
                failure(
                        IllegalStateException.class,
                        TinyRuns.training("simclr", directory).images(failing)));
    }

    @Test
    void aBatchLargerThanTheData() {
        String message = assertThrows(IllegalArgumentException.class, () -> TinyRuns.training(
                                "simclr", directory.resolve("new"), "batch-size=45")
                        .run())
                .getMessage();
        assertEquals(
                "a batch of 45 images is larger than the source, which has 44: 44 drawn images for training", message);
        assertFalse(Files.exists(directory.resolve("new")));
    }

    @Test
    void moreBatchesAStepThanAnEpochHas() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> TinyRuns.training("simclr", directory, "accumulate=6")
                                .run())
                .getMessage();
        assertEquals("accumulate asks for 6 batches a step, and an epoch has 5: 44 drawn images for training", message);
    }

    @Test
    void anImageSmallerThanTheViewIsEnlarged() {
        Run run = TinyRuns.training("simclr", directory, "views.size=40", "max-steps=1")
                .run();
        assertEquals(1, run.steps());
    }

    // ---- numbers ----

    @Test
    void weightsThatExplodeAreNotSaved() throws IOException {
        byte[] good = started();
        // Each step takes 100,000 times the weights from the weights.
        String[] absurd = {"optimizer.learning-rate=1000", "optimizer.weight-decay=100", "optimizer.scaling=none"};
        Path exploding = directory.resolve("exploding");
        Training training = TinyRuns.training("simclr", exploding, absurd);
        String message = failure(RunException.class, training.set("checkpoint.every-steps=1"));
        assertTrue(
                message.matches(
                        "(the loss is (NaN|-?Infinity) at step \\d+ \\(contrastive .*\\)|.* is not finite after step \\d+): try a"
                                + " lower optimizer.learning-rate.*; the last checkpoint stays"),
                message);
        Checkpoint.State saved = Checkpoint.head(RunDirectory.at(exploding).lastCheckpoint());
        assertTrue(saved.step() >= 1);
        assertTrue(Files.readString(exploding.resolve("provenance.json")).contains("\"failed\" : \"" + message));
        assertArrayEquals(good, checkpoint());
    }

    @Test
    void aLossThatIsNoNumberIsNamedWithItsTerms() throws IOException {
        TinyRuns.training("barlow-twins", directory, "max-steps=4").run();
        RunDirectory run = RunDirectory.at(directory);
        poison(run.lastCheckpoint());
        byte[] poisoned = checkpoint();
        String message = failure(
                RunException.class, TinyRuns.training("barlow-twins", directory).resume(true));
        assertEquals(
                "the loss is NaN at step 5 (invariance NaN, redundancy NaN): try "
                        + LikelyCauses.or(LikelyCauses.remediesOfDivergence(TinyRuns.configuration("barlow-twins")))
                        + "; the last checkpoint stays",
                message);
        assertArrayEquals(poisoned, checkpoint());
        assertEquals(4, Files.readAllLines(run.metrics()).size());
    }

    /** Puts NaN into a checkpoint that is whole otherwise. */
    private static void poison(Path file) {
        Checkpoint checkpoint = Checkpoint.read(file);
        try {
            var tensors = checkpoint.part("");
            tensors.get("method.projector.layers.0.weight").mulInPlace(Double.NaN);
            Checkpoint.write(file, tensors, checkpoint.state());
        } finally {
            checkpoint.close();
        }
    }

    // ---- checkpoints ----

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.00001, 0.001, 0.3, 0.9, 0.9999})
    void aCheckpointCutShort(double share) throws IOException {
        byte[] whole = started();
        Path file = RunDirectory.at(directory).lastCheckpoint();
        byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));
        Files.write(file, cut);
        String message = failure(
                RunException.class, TinyRuns.training("simclr", directory).resume(true));
        assertTrue(message.contains(file.toString()), message);
        assertArrayEquals(cut, checkpoint());
    }

    @Test
    void aCheckpointWithOneBitTurned() throws IOException {
        byte[] bytes = started();
        Path file = RunDirectory.at(directory).lastCheckpoint();
        bytes[bytes.length - 100] ^= 4;
        Files.write(file, bytes);
        assertEquals(
                file + " is damaged: its checksum is not that of its content",
                failure(
                        RunException.class,
                        TinyRuns.training("simclr", directory).resume(true)));
        Files.write(RunDirectory.at(directory).epochCheckpoint(2), bytes);
        assertEquals(
                file + " is damaged: its checksum is not that of its content; "
                        + RunDirectory.at(directory).epochCheckpoint(2)
                        + " is older: copy it over this one to go on from there",
                failure(
                        RunException.class,
                        TinyRuns.training("simclr", directory).resume(true)));
    }

    @Test
    void garbageInPlaceOfACheckpoint() throws IOException {
        started();
        Path file = RunDirectory.at(directory).lastCheckpoint();
        Files.writeString(file, "x".repeat(1000));
        String message = failure(
                RunException.class, TinyRuns.training("simclr", directory).resume(true));
        assertTrue(message.startsWith(file + " is not a safetensors file that can be read"), message);
    }

    @Test
    void anotherFileInPlaceOfACheckpoint() throws IOException {
        started();
        RunDirectory run = RunDirectory.at(directory);
        Files.copy(run.encoder(), run.lastCheckpoint(), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(
                run.lastCheckpoint() + " is not a checkpoint of Selfsame",
                failure(
                        RunException.class,
                        TinyRuns.training("simclr", directory).resume(true)));
    }

    @Test
    void aCheckpointOfANewerVersion() throws IOException {
        String text = new String(started(), StandardCharsets.ISO_8859_1);
        Path file = RunDirectory.at(directory).lastCheckpoint();
        Files.writeString(file, text.replace("\"version\":\"1\"", "\"version\":\"7\""), StandardCharsets.ISO_8859_1);
        assertEquals(
                file + " has checkpoint format 7, this version of Selfsame reads 1: use the version that wrote it, or a"
                        + " newer one",
                failure(
                        RunException.class,
                        TinyRuns.training("simclr", directory).resume(true)));
    }

    @Test
    void aCheckpointOfAnotherMethod() throws IOException {
        byte[] good = started();
        assertEquals(
                "the run in " + directory
                        + " was started otherwise (method.name: simclr → byol): resume it as it was, or"
                        + " start another",
                failure(RunException.class, TinyRuns.training("byol", directory).resume(true)));
        assertArrayEquals(good, checkpoint());
    }

    @Test
    void aChangedRecipeIsNamedKeyByKey() throws IOException {
        byte[] good = started();
        assertEquals(
                "the run in " + directory + " was started otherwise (batch-size: 8 → 4; method.temperature: 0.5 → 0.2):"
                        + " resume it as it was, or start another",
                failure(
                        RunException.class,
                        TinyRuns.training("simclr", directory, "batch-size=4", "method.temperature=0.2")
                                .resume(true)));
        assertArrayEquals(good, checkpoint());
    }

    @Test
    void otherImages() throws IOException {
        byte[] good = started();
        assertEquals(
                "the run in " + directory
                        + " has seen other images than 45 drawn images for training: resume it with the"
                        + " same, or start another with --init",
                failure(
                        RunException.class,
                        TinyRuns.training("simclr", directory)
                                .images(new DemoImages(7, DemoImages.Split.TRAIN, 45))
                                .resume(true)));
        assertArrayEquals(good, checkpoint());
    }
}
