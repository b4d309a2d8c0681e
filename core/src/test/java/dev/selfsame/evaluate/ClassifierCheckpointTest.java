package dev.selfsame.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.data.SourceAround;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.ModelFileException;
import dev.selfsame.model.Origin;
import dev.selfsame.model.Pretrained;
import dev.selfsame.model.StateFile;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was ended or killed and goes on comes to what the unbroken one does, to the bit. */
class ClassifierCheckpointTest {
    private static final ImageSource TRAIN = new ColourImages(50, 1);
    private static final ImageSource TEST = new ColourImages(30, 2);

    /** Three epochs of six steps, with everything that is drawn or remembered. */
    private static final Finetune PROTOCOL = new Finetune(false, 1, true, 3, 0.1, 8, 0.05, 1, 0.9, 0.8, 1, 0.1, 0.5, 7);

    private static final int STEPS = 18;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tuned.ckpt");
    }

    private static Pretrained network(long seed) {
        ResNet backbone = new ResNet(ResNet.Config.cifar(18).withBaseWidth(4));
        backbone.initialize(seed);
        return new Pretrained(backbone, EvaluationView.of(16), Origin.untrained(seed));
    }

    private static Optional<FinetuneResult> run(
            Finetune protocol, ImageSource train, Skipped skipped, ImageWatcher watcher, ClassifierCheckpoint to)
            throws IOException {
        try (Pretrained network = network(3)) {
            EncoderConfig config = EncoderConfig.DEFAULT.withWorkers(1);
            return protocol.evaluate(network, train, TEST, config, skipped, watcher, to);
        }
    }

    private static Optional<FinetuneResult> run(Finetune protocol, ImageWatcher watcher, Path file, boolean resume)
            throws IOException {
        return run(protocol, TRAIN, new Skipped(), watcher, new ClassifierCheckpoint(file, resume));
    }

    private FinetuneResult goOn(Finetune protocol) throws IOException {
        return run(protocol, ImageWatcher.NONE, file, true).orElseThrow();
    }

    /** The bytes of all tensors by name, and all that is said beside them but the seconds. */
    private static Map<String, byte[]> content(Path file) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (StateFile state = StateFile.read(file)) {
            state.tensors().forEach((name, tensor) -> content.put(name, tensor.toBytes()));
            state.metadata().forEach((name, text) -> content.put("metadata " + name, text.getBytes(UTF_8)));
        }
        content.remove("metadata seconds");
        return content;
    }

    private static void assertSame(Path expected, Path actual) throws IOException {
        Map<String, byte[]> wanted = content(expected);
        Map<String, byte[]> found = content(actual);
        assertEquals(wanted.keySet(), found.keySet());
        wanted.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
        assertTrue(wanted.keySet().stream().anyMatch(name -> name.startsWith("optimizer.")), "" + wanted.keySet());
    }

    private static String step(Path file) throws IOException {
        return StateFile.head(file).get("step");
    }

    /** In an epoch, at its end, and at the last step, where only the test images are left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 8, STEPS})
    void aTrainingThatWasEndedGoesOnAsIfItHadNotBeen(int end) throws IOException {
        Path whole = folder.resolve("whole.ckpt");
        FinetuneResult unbroken = run(PROTOCOL, ImageWatcher.NONE, whole, false).orElseThrow();
        long before = Leaks.live();
        assertTrue(run(PROTOCOL, (step, steps, epoch, loss) -> step < end, file, false)
                .isEmpty());
        assertEquals(Integer.toString(end), step(file));
        FinetuneResult result = goOn(PROTOCOL);
        assertEquals(before, Leaks.live());
        assertEquals(unbroken.predictions(), result.predictions());
        assertSame(whole, file);
        assertFalse(Files.exists(folder.resolve("tuned.ckpt.skipped.tsv")));
    }

    /** It is drawn which images pass a branch by. */
    @Test
    void aNetworkThatDropsBranchesGoesOnLikewise() throws IOException {
        Path whole = folder.resolve("whole.ckpt");
        dropping(ImageWatcher.NONE, new ClassifierCheckpoint(whole, false));
        ClassifierCheckpoint to = new ClassifierCheckpoint(file, true);
        assertTrue(dropping((step, steps, epoch, loss) -> step < 8, to).isEmpty());
        assertTrue(dropping(ImageWatcher.NONE, to).isPresent());
        assertSame(whole, file);
    }

    private static Optional<FinetuneResult> dropping(ImageWatcher watcher, ClassifierCheckpoint to) throws IOException {
        Backbone backbone = Backbones.named(
                "vit-tiny",
                Map.of("image-size", 16, "patch-size", 4, "width", 16, "depth", 3, "heads", 2, "drop-path", 0.5));
        backbone.initialize(3);
        try (Pretrained network = new Pretrained(backbone, EvaluationView.of(16), Origin.untrained(3))) {
            EncoderConfig config = EncoderConfig.DEFAULT.withWorkers(1);
            return PROTOCOL.evaluate(network, TRAIN, TEST, config, new Skipped(), watcher, to);
        }
    }

    /** What is thrown in a step stands for a kill: nothing is saved that was not saved before. */
    @Test
    void aTrainingThatDiesGoesOnFromItsLastEpochAgainAndAgain() throws IOException {
        Path whole = folder.resolve("whole.ckpt");
        FinetuneResult unbroken = run(PROTOCOL, ImageWatcher.NONE, whole, false).orElseThrow();
        for (int death : new int[] {3, 9, 17}) {
            ImageWatcher dies = (step, steps, epoch, loss) -> {
                if (step == death) {
                    throw new IllegalCallerException("killed");
                }
                return true;
            };
            assertThrows(IllegalCallerException.class, () -> run(PROTOCOL, dies, file, true));
            assertEquals(death > 6, Files.exists(file));
        }
        assertEquals("12", step(file));
        assertEquals(unbroken.predictions(), goOn(PROTOCOL).predictions());
        assertSame(whole, file);
    }

    /** In an epoch, and where its end is being saved. */
    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void aTrainingInAnInterruptedThreadIsSaved(int end) throws IOException {
        ImageWatcher interrupts = (step, steps, epoch, loss) -> {
            if (step == end) {
                Thread.currentThread().interrupt();
            }
            return true;
        };
        assertTrue(run(PROTOCOL, interrupts, file, false).isEmpty());
        assertTrue(Thread.interrupted());
        assertEquals(Integer.toString(end), step(file));
        Path whole = folder.resolve("whole.ckpt");
        FinetuneResult unbroken = run(PROTOCOL, ImageWatcher.NONE, whole, false).orElseThrow();
        assertEquals(unbroken.predictions(), goOn(PROTOCOL).predictions());
        assertSame(whole, file);
    }

    @Test
    void theLayerThatIsTrainedOnCropsGoesOnLikewise() throws IOException {
        LinearProbe probe = new LinearProbe(3, 0.1, 8, LinearProbe.Decay.COSINE_BY_STEP, 1, Scaling.BATCH_NORM, 1);
        Path whole = folder.resolve("whole.ckpt");
        LinearResult unbroken = probe(probe, ImageWatcher.NONE, new ClassifierCheckpoint(whole, false))
                .orElseThrow();
        ClassifierCheckpoint to = new ClassifierCheckpoint(file, true);
        assertTrue(probe(probe, (step, steps, epoch, loss) -> step < 8, to).isEmpty());
        LinearResult result = probe(probe, ImageWatcher.NONE, to).orElseThrow();
        assertEquals(unbroken.predictions(), result.predictions());
        assertSame(whole, file);
    }

    private static Optional<LinearResult> probe(LinearProbe probe, ImageWatcher watcher, ClassifierCheckpoint to)
            throws IOException {
        try (Pretrained network = network(3)) {
            EncoderConfig config = EncoderConfig.DEFAULT.withWorkers(1);
            return ImageProbe.evaluate(probe, network, TRAIN, TEST, config, new Skipped(), watcher, to);
        }
    }

    @Test
    void imagesThatCannotBeReadAreRememberedAndReplacedAlike() throws IOException {
        ImageSource broken = new SourceAround(TRAIN) {
            @Override
            public @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
                if (i == 3) {
                    throw new IOException("it is broken");
                }
                return super.pixels(i, options);
            }
        };
        Path whole = folder.resolve("whole.ckpt");
        Skipped all = new Skipped();
        run(PROTOCOL, broken, all, ImageWatcher.NONE, new ClassifierCheckpoint(whole, false));
        ClassifierCheckpoint to = new ClassifierCheckpoint(file, true);
        run(PROTOCOL, broken, new Skipped(), (step, steps, epoch, loss) -> step < 15, to);
        Skipped later = new Skipped();
        assertTrue(run(PROTOCOL, broken, later, ImageWatcher.NONE, to).isPresent());
        assertEquals(1, all.count());
        assertEquals(all.entries(), later.entries());
        assertSame(whole, file);
        assertTrue(Files.readString(folder.resolve("tuned.ckpt.skipped.tsv")).contains("blue/3\t"));
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws IOException {
        Files.writeString(file, "mine");
        String message = refused(PROTOCOL, TRAIN, false);
        assertEquals(file + " is there already: go on from it with --resume, or name a file that isn't there", message);
        assertEquals("mine", Files.readString(file));
        assertTrue(refused(PROTOCOL, TRAIN, true).contains("is not a safetensors file"));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void whatWasBegunOtherwiseIsRefusedByName() throws IOException {
        run(PROTOCOL, (step, steps, epoch, loss) -> step < 2, file, false);
        assertEquals(
                file + " was begun otherwise (epochs 3, not 4): go on as it was begun, or name another file",
                refused(PROTOCOL.withEpochs(4), TRAIN, true));
        assertTrue(refused(PROTOCOL, new ColourImages(50, 9), true).contains("(other images)"));
        try (Pretrained other = network(4)) {
            ModelFileException e = assertThrows(
                    ModelFileException.class,
                    () -> PROTOCOL.evaluate(
                            other,
                            TRAIN,
                            TEST,
                            EncoderConfig.DEFAULT.withWorkers(1),
                            new Skipped(),
                            ImageWatcher.NONE,
                            new ClassifierCheckpoint(file, true)));
            assertTrue(e.getMessage().contains("(other network)"), e.getMessage());
        }
        assertEquals("2", step(file));
    }

    @Test
    void whatIsNoCheckpointOfAClassifierOrDamagedIsRefused() throws IOException {
        StateFile.write(file, Map.of(), Map.of("format", "selfsame-checkpoint", "version", "1"));
        assertEquals(
                file + " is no checkpoint of a classifier's training that this version of Selfsame reads",
                refused(PROTOCOL, TRAIN, true));
        Files.delete(file);
        run(PROTOCOL, (step, steps, epoch, loss) -> step < 2, file, false);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 100] ^= 4;
        Files.write(file, bytes);
        assertEquals(file + " is damaged: its checksum is not that of its content", refused(PROTOCOL, TRAIN, true));
    }

    private String refused(Finetune protocol, ImageSource train, boolean resume) {
        return assertThrows(
                        ModelFileException.class,
                        () -> run(
                                protocol,
                                train,
                                new Skipped(),
                                ImageWatcher.NONE,
                                new ClassifierCheckpoint(file, resume)))
                .getMessage();
    }

    /** A step may spoil the weights though its own loss was finite: the file keeps those of the epoch before. */
    @Test
    void weightsThatAreNoNumbersAreNotSaved() throws IOException {
        try (Pretrained network = network(3)) {
            Tensor weight = network.backbone().state().values().iterator().next();
            ImageWatcher spoils = (step, steps, epoch, loss) -> {
                if (step == 12) {
                    try (NoGrad guard = new NoGrad()) {
                        weight.mulInPlace(Double.NaN);
                    }
                }
                return true;
            };
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> PROTOCOL.evaluate(
                            network,
                            TRAIN,
                            TEST,
                            EncoderConfig.DEFAULT.withWorkers(1),
                            new Skipped(),
                            spoils,
                            new ClassifierCheckpoint(file, false)));
            assertTrue(
                    e.getMessage().matches("training diverged: after step 12, network\\..* is not finite; .*"),
                    e.getMessage());
        }
        assertEquals("6", step(file));
    }
}
