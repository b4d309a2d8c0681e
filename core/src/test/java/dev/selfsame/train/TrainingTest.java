package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceAround;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.Version;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Cpu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run does, says and leaves behind. */
@Timeout(120)
class TrainingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private List<JsonNode> metrics() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("metrics.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static List<Integer> steps(List<JsonNode> lines) {
        return lines.stream().map(line -> line.get("step").asInt()).toList();
    }

    private Set<String> files() throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }

    private JsonNode provenance() throws IOException {
        return JSON.readTree(Files.readString(directory.resolve("provenance.json")));
    }

    // ---- files ----

    @Test
    void aRunLeavesWhatTheContractNames() throws IOException {
        Run run = TinyRuns.training("byol", directory, "checkpoint.keep-epochs=2", "snapshots.count=2")
                .run();
        assertTrue(run.finished());
        assertFalse(run.interrupted());
        assertEquals(15, run.steps());
        assertEquals(3, run.epochs());
        assertEquals(directory, run.directory());
        assertEquals(0, run.skipped());
        assertTrue(run.seconds() > 0);
        assertEquals(
                Set.of(
                        ".lock",
                        "checkpoints/epoch-0002.ckpt",
                        "checkpoints/last.ckpt",
                        "config.yaml",
                        "encoder.safetensors",
                        "metrics.jsonl",
                        "provenance.json",
                        "snapshots/step-00000001.safetensors",
                        "snapshots/step-00000008.safetensors",
                        "snapshots/step-00000015.safetensors"),
                files());
        RunDirectory files = RunDirectory.at(directory);
        assertEquals(15, Checkpoint.head(files.lastCheckpoint()).step());
        assertEquals(10, Checkpoint.head(files.epochCheckpoint(2)).step());
        assertEquals(
                TinyRuns.configuration("byol", "checkpoint.keep-epochs=2", "snapshots.count=2"),
                files.readConfiguration());
        try (Encoder encoder = Encoder.load(directory)) {
            assertEquals(32, encoder.dimension());
            assertEquals("byol", encoder.origin().method());
        }
    }

    @Test
    void anEpochsCheckpointIsKeptThoughNoOtherIsDue() throws IOException {
        TinyRuns.training("simclr", directory, "checkpoint.keep-epochs=1", "checkpoint.every-epochs=3")
                .run();
        for (int epoch = 1; epoch <= 3; epoch++) {
            Path kept = RunDirectory.at(directory).epochCheckpoint(epoch);
            assertEquals(5L * epoch, Checkpoint.head(kept).step());
        }
    }

    @Test
    void unreadableImagesAreListedOnceOverAllSittings() throws IOException {
        ImageSource two = new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) throws IOException {
                return i == 7 || i == 20 ? "broken".getBytes(StandardCharsets.UTF_8) : super.read(i);
            }
        };
        Run first = TinyRuns.training("simclr", directory, "max-steps=7")
                .images(two)
                .run();
        String listed = Files.readString(directory.resolve("skipped.tsv"));
        assertEquals(List.of("name\treason"), listed.lines().limit(1).toList());
        assertEquals(first.skipped() + 1, listed.lines().count());
        Run second =
                TinyRuns.training("simclr", directory).images(two).resume(true).run();
        assertEquals(2, second.skipped());
        List<String> names = Files.readAllLines(directory.resolve("skipped.tsv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
        assertEquals(Set.of(two.name(7), two.name(20)), Set.copyOf(names));
        assertEquals(2, names.size());
        assertEquals(2, provenance().get("skipped_images").asInt());
    }

    @Test
    void aRunThatGoesOnBearsAsManyUnreadableImagesAsOneThatNeverStopped() {
        // Three that come late in the first epoch and early in the second: 7 % of all, 12 % of the first 24 after it.
        int[] first = Draws.of(1, Stream.SHUFFLE, 0, 0).permutation(44);
        int[] second = Draws.of(1, Stream.SHUFFLE, 1, 0).permutation(44);
        Set<Integer> early = Arrays.stream(second, 0, 20).boxed().collect(Collectors.toSet());
        Set<Integer> broken = Arrays.stream(first, 24, 40)
                .boxed()
                .filter(early::contains)
                .limit(3)
                .collect(Collectors.toSet());
        assertEquals(3, broken.size());
        ImageSource source = new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) throws IOException {
                return broken.contains(i) ? new byte[] {1, 2, 3} : super.read(i);
            }
        };
        TinyRuns.training("simclr", directory, "max-steps=5").images(source).run();
        Run run = TinyRuns.training("simclr", directory)
                .images(source)
                .resume(true)
                .run();
        assertTrue(run.finished());
        assertEquals(3, run.skipped());
    }

    @Test
    void provenanceTellsEachSitting() throws IOException {
        TinyRuns.training("simclr", directory, "max-steps=4")
                .commandLine(List.of("selfsame", "train", "a b"))
                .run();
        TinyRuns.training("simclr", directory)
                .commandLine(List.of("selfsame", "train", "--resume"))
                .resume(true)
                .run();
        JsonNode told = provenance();
        assertEquals(
                "[\"selfsame\",\"train\",\"--resume\"]",
                told.get("command_line").toString());
        assertEquals(1, told.get("seed").asInt());
        assertEquals(Version.current(), told.get("version").asText());
        assertEquals(Cpu.model(), told.at("/machine/cpu").asText());
        assertEquals(44, told.at("/data/images").asInt());
        assertEquals(
                TinyRuns.images().fingerprint(), told.at("/data/fingerprint").asText());
        assertEquals(15, told.get("steps").asInt());
        assertEquals(15, told.get("total_steps").asInt());
        assertEquals(2, told.get("sittings").size());
        assertEquals("a b", told.at("/sittings/0/command_line/2").asText());
        assertEquals(4, told.at("/sittings/0/to_step").asInt());
        assertEquals(4, told.at("/sittings/1/from_step").asInt());
        assertEquals(15, told.at("/sittings/1/to_step").asInt());
        assertEquals(4, told.at("/sittings/0/max_steps").asInt());
        assertFalse(told.at("/sittings/1").has("max_steps"));
        assertEquals(told.at("/sittings/0/start"), told.get("start"));
        assertEquals(told.at("/sittings/1/end"), told.get("end"));
    }

    /** A checkpoint that somebody copied has no provenance.json beside it. */
    @Test
    void aCheckpointTellsHowItWasMade() throws IOException {
        TinyRuns.training("simclr", directory, "max-steps=2", "seed=7")
                .commandLine(List.of("selfsame", "train", "a b"))
                .run();
        Checkpoint.State state = Checkpoint.head(RunDirectory.at(directory).lastCheckpoint());
        JsonNode made = JSON.readTree(state.origin());
        assertEquals(Version.current(), made.get("version").asText());
        assertEquals(
                "[\"selfsame\",\"train\",\"a b\"]", made.get("command_line").toString());
        assertEquals(Cpu.model(), made.at("/machine/cpu").asText());
        assertEquals(provenance().get("machine"), made.get("machine"));
        assertEquals(TinyRuns.images().fingerprint(), state.fingerprint());
        assertEquals(7, state.configuration().run().seed());
        assertEquals("cifar10", state.configuration().recipe().recipe());
    }

    // ---- metrics ----

    @Test
    void aLineIsWrittenAtTheFirstAndTheLastStepAndEverySoManyBetween() throws IOException {
        TinyRuns.training("simclr", directory, "log-every=4").run();
        List<JsonNode> lines = metrics();
        assertEquals(List.of(1, 4, 8, 12, 15), steps(lines));
        for (JsonNode line : lines) {
            List<String> keys = new ArrayList<>();
            line.fieldNames().forEachRemaining(keys::add);
            assertEquals(
                    List.of(
                            "step",
                            "epoch",
                            "images",
                            "loss",
                            "terms",
                            "learning_rate",
                            "images_per_second",
                            "load_wait",
                            "embedding_std",
                            "feature_std",
                            "effective_rank",
                            "rank_bound",
                            "seconds"),
                    keys);
            assertEquals((line.get("step").asInt() - 1) / 5, line.get("epoch").asInt());
            assertEquals(line.get("loss"), line.at("/terms/contrastive"));
            assertEquals(8, line.get("rank_bound").asInt());
        }
    }

    @Test
    void linesTellTheImagesSeenAndWhatTheMethodChanges() throws IOException {
        String[] settings = {"accumulate=2", "method.tau=0.9", "method.tau-rises=true"};
        TinyRuns.training("byol", directory, settings).set("max-steps=3").run();
        TinyRuns.training("byol", directory, settings).resume(true).run();
        List<JsonNode> lines = metrics();
        assertEquals(6, lines.size());
        Schedule tau = Schedule.cosine(0.9, 1);
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(16 * (i + 1), lines.get(i).get("images").asInt());
            double expected = tau.at(new Progress(i, 6, i / 2, 3));
            assertEquals(expected, lines.get(i).get("tau").asDouble(), 1e-12);
            assertFalse(lines.get(i).has("temperature"));
        }
    }

    @Test
    void theLastStepHasALineWhereverTheRunIsStopped() throws IOException {
        Training training = TinyRuns.training("simclr", directory, "log-every=100");
        Run run = training.listener(new TrainingListener() {
                    @Override
                    public void step(long step, double loss) {
                        if (step == 7) {
                            training.stop();
                        }
                    }
                })
                .run();
        assertTrue(run.interrupted());
        assertEquals(List.of(1, 7), steps(metrics()));
        assertEquals(run.loss(), metrics().get(1).get("loss").asDouble());
    }

    @Test
    void linesPastTheCheckpointAndHalfLinesAreCutWhenItGoesOn() throws IOException {
        TinyRuns.training("simclr", directory, "max-steps=6").run();
        Path file = directory.resolve("metrics.jsonl");
        String whole = Files.readString(file);
        Files.writeString(file, whole + "{\"step\":7,\"loss\":1}\nnonsense\n{\"step\":6,\"lo");
        TinyRuns.training("simclr", directory).resume(true).run();
        assertTrue(Files.readString(file).startsWith(whole));
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), steps(metrics()));
    }

    @Test
    void probesAddALineAnEpochAndOneAtTheEnd() throws IOException {
        List<Double> heard = new ArrayList<>();
        Run run = TinyRuns.training("simclr", directory, "log-every=100", "probe.every-epochs=2")
                .probe(new DemoImages(3, DemoImages.Split.TRAIN, 60), new DemoImages(3, DemoImages.Split.TEST, 20))
                .listener(new TrainingListener() {
                    @Override
                    public void probed(long step, int epoch, double knnTop1) {
                        heard.add(knnTop1);
                    }
                })
                .run();
        List<JsonNode> probes =
                metrics().stream().filter(line -> line.has("knn_top1")).toList();
        assertEquals(List.of(10, 15), steps(probes));
        assertEquals(1, probes.get(0).get("epoch").asInt());
        assertEquals(
                heard,
                probes.stream().map(line -> line.get("knn_top1").asDouble()).toList());
        assertEquals(heard.get(1), run.knnTop1().getAsDouble());
        assertEquals(0.1, probes.get(1).get("knn_chance").asDouble()); // the demo has ten classes
        assertTrue(heard.get(0) >= 0 && heard.get(0) <= 1);
    }

    @Test
    void aRunThatIsToStopInAProbeStopsThereAndProbesWhenItGoesOn() throws IOException {
        Path unbroken = directory.resolve("unbroken");
        TinyRuns.training("simclr", unbroken)
                .probe(TinyRuns.images(), TinyRuns.images())
                .run();

        AtomicInteger read = new AtomicInteger();
        Training training = TinyRuns.training("simclr", directory);
        ImageSource bank = new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) throws IOException {
                if (read.incrementAndGet() == 50) { // in the second probe
                    training.stop();
                }
                return super.read(i);
            }
        };
        Run stopped = training.probe(bank, TinyRuns.images()).run();
        assertTrue(stopped.interrupted());
        assertEquals(10, stopped.steps());
        assertTrue(read.get() < 60, "all of " + read + " images were read");
        assertEquals(
                10, Checkpoint.head(RunDirectory.at(directory).lastCheckpoint()).step());

        TinyRuns.training("simclr", directory)
                .probe(TinyRuns.images(), TinyRuns.images())
                .resume(true)
                .run();
        Outcome.of(directory).assertSameAs(Outcome.of(unbroken));
    }

    @ParameterizedTest
    @CsvSource({"3,5", "1,5"})
    void aRunThatIsStoppedInAProbeHasItsLastLineAndIsNotDone(int epochs, int step) throws IOException {
        String[] settings = {"epochs=" + epochs, "log-every=100", "snapshots.count=1"};
        Training training = TinyRuns.training("simclr", directory, settings);
        ImageSource bank = new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) throws IOException {
                training.stop();
                return super.read(i);
            }
        };
        Run stopped = training.probe(bank, TinyRuns.images()).run();
        assertTrue(stopped.interrupted());
        assertEquals(epochs == 1, stopped.finished());
        assertEquals(List.of(1, step), steps(metrics()));
        assertTrue(Files.exists(RunDirectory.at(directory).snapshot(step)));

        Run whole = TinyRuns.training("simclr", directory, settings)
                .probe(TinyRuns.images(), TinyRuns.images())
                .resume(true)
                .run();
        assertFalse(whole.interrupted());
        assertTrue(whole.knnTop1().isPresent());
        assertEquals(step, steps(metrics()).get(2));
        assertTrue(metrics().get(2).has("knn_top1"));
    }

    @Test
    void aProbeOfPixelsThatTheSourceHoldsIsStoppedToo() throws IOException {
        AtomicInteger read = new AtomicInteger();
        Training training = TinyRuns.training("simclr", directory);
        ImageSource bank = new SourceAround(TinyRuns.images()) {
            @Override
            public Pixels pixels(int i, DecodeOptions options) {
                if (read.incrementAndGet() == 50) { // in the second probe
                    training.stop();
                }
                return Pixels.blank(8, 8, 3);
            }
        };
        assertEquals(10, training.probe(bank, TinyRuns.images()).run().steps());
        assertTrue(read.get() < 60, "all of " + read + " images were read");
    }

    @Test
    void whatWasLearnedBeforeAProbeThatFailsIsSaved() throws IOException {
        ImageSource broken = new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) throws IOException {
                throw new IOException("no such luck");
            }
        };
        Training training = TinyRuns.training("simclr", directory).probe(broken, broken);
        assertThrows(RunException.class, training::run);
        assertEquals(
                5, Checkpoint.head(RunDirectory.at(directory).lastCheckpoint()).step());
    }

    @Test
    void aProbeWithoutLabelsIsRefused() {
        ImageSource none = new SourceAround(TinyRuns.images()) {
            @Override
            public int classIndex(int i) {
                return i == 5 ? -1 : super.classIndex(i);
            }
        };
        var error = assertThrows(IllegalArgumentException.class, () -> TinyRuns.training("simclr", directory)
                .probe(none, TinyRuns.images())
                .run());
        assertTrue(error.getMessage().startsWith("probe: labels are needed, and 1 of the 44 images have none"));
    }

    @Test
    void aMethodThatLearnsFromLabelsIsRefusedImagesWithout() {
        ImageSource none = new SourceAround(TinyRuns.images()) {
            @Override
            public int classIndex(int i) {
                return i == 5 ? -1 : super.classIndex(i);
            }
        };
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> TinyRuns.training("supcon", directory).images(none).run());
        assertTrue(error.getMessage().startsWith("supcon: labels are needed, and 1 of the 44 images have none"));
        assertEquals(
                2, TinyRuns.training("supcon", directory, "max-steps=2").run().steps());
    }

    @ParameterizedTest
    @CsvSource({
        "wmse, method.whitening-size=32, 32",
        "moco-v2, method.norm-parts=3, 3",
        "densecl, method.norm-parts=16, 16"
    })
    void aBatchThatTheMethodCanNotPartIsRefusedAtOnce(String method, String setting, int multiple) throws IOException {
        var error = assertThrows(IllegalArgumentException.class, () -> TinyRuns.training(method, directory, setting)
                .run());
        assertEquals(
                "batch-size must be a multiple of " + multiple + " for " + method + " as it is set, got 8",
                error.getMessage());
        assertEquals(Set.of(), files());
    }

    @Test
    void theLearningRateCanFallInStairs() {
        Configuration milestones =
                TinyRuns.configuration("simclr", "schedule.milestones=1,2", "optimizer.learning-rate=0.5");
        Schedule rate = new Setup(milestones).learningRate();
        double peak = milestones.recipe().optimizer().learningRate(8);
        assertEquals(peak, rate.at(new Progress(4, 15, 0, 3)), 1e-12);
        assertEquals(peak / 10, rate.at(new Progress(5, 15, 1, 3)), 1e-12);
        assertEquals(peak / 100, rate.at(new Progress(14, 15, 2, 3)), 1e-12);
    }

    /** Of images that are all alike, a network without batch norm makes one embedding. */
    @Test
    void aRunThatCollapsesSaysSoWhileItGoesOn() {
        ImageSource black = new SourceAround(TinyRuns.images()) {
            @Override
            public Pixels pixels(int i, DecodeOptions options) {
                return Pixels.blank(8, 8, 3);
            }
        };
        Recipe recipe = Methods.recipe("directclr", "cifar10") // no projector, so no batch norm there either
                .withBackbone(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false))
                .withBatchSize(8)
                .withEpochs(24);
        List<String> heard = new ArrayList<>();
        Run run = Training.of(recipe)
                .images(black)
                .set("backbone.norm=group", "views.size=8", "threads=1", "precision=fp32", "log-every=10")
                .into(directory)
                .listener(new TrainingListener() {
                    @Override
                    public void logged(StepMetrics line) {
                        heard.add("step " + line.step());
                    }

                    @Override
                    public void warned(String message) {
                        heard.add(message);
                    }
                })
                .run();
        assertEquals(120, run.steps());
        int said = heard.indexOf("step 110") + 1; // a hundred steps after the first line
        assertTrue(
                heard.get(said).startsWith("the embeddings are collapsing at step 110 (spread 0.000 of 1, "),
                heard::toString);
        assertEquals(List.of("step 120"), heard.subList(said + 1, heard.size()));
    }

    // ---- speed ----

    @Test
    void waitingForASlowSourceIsSeen() throws IOException {
        TinyRuns.training("simclr", directory.resolve("quick"), "epochs=2").run();
        ImageSource slow = new SlowSource(TinyRuns.images(), 50);
        TinyRuns.training("simclr", directory, "workers=1", "max-steps=5")
                .images(slow)
                .run();
        // 8 images of 50 ms a step, read by one thread.
        List<JsonNode> lines = metrics();
        for (JsonNode line : lines.subList(1, 5)) {
            assertTrue(line.get("load_wait").asDouble() > 0.3, line::toString);
            assertTrue(line.get("load_wait").asDouble() <= 1, line::toString);
            assertTrue(line.get("images_per_second").asDouble() < 30, line::toString);
        }
    }

    @Test
    void probesAndCheckpointsAreNotCountedAsTraining() throws IOException {
        ImageSource slow = new SlowSource(TinyRuns.images(), 20);
        long start = System.nanoTime();
        Run run = TinyRuns.training("simclr", directory).probe(slow, slow).run();
        double wall = (System.nanoTime() - start) / 1e9;
        double probing = 3 * 2 * 44 * 0.020 / 2; // three probes of two sources, two workers
        assertTrue(run.seconds() < wall - 0.9 * probing, run.seconds() + " s of " + wall + " s");
    }

    // ---- limits ----

    @Test
    void aStepLimitLeavesTheScheduleAsItIs() throws IOException {
        TinyRuns.training("simclr", directory, "schedule.per=step").run();
        List<JsonNode> whole = metrics();
        Path limited = directory.resolve("limited");
        Run run = TinyRuns.training("simclr", limited, "schedule.per=step", "max-steps=4")
                .run();
        assertFalse(run.finished());
        assertFalse(run.interrupted());
        List<String> lines = Files.readAllLines(limited.resolve("metrics.jsonl"));
        assertEquals(4, lines.size());
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    whole.get(i).get("learning_rate"),
                    JSON.readTree(lines.get(i)).get("learning_rate"));
            assertEquals(whole.get(i).get("loss"), JSON.readTree(lines.get(i)).get("loss"));
        }
        Run again = TinyRuns.training("simclr", limited, "schedule.per=step", "max-steps=4")
                .resume(true)
                .run();
        assertEquals(4, again.steps());
        assertTrue(Double.isNaN(again.loss()));
    }

    @Test
    void theTimeLimitEndsTheRunWithACheckpoint() {
        long start = System.nanoTime();
        Run run = TinyRuns.training("simclr", directory, "epochs=1000000", "checkpoint.every-epochs=1000000")
                .maxTime(Duration.ofMillis(700))
                .run();
        assertTrue(System.nanoTime() - start < 60e9);
        assertFalse(run.finished());
        assertFalse(run.interrupted());
        assertTrue(run.steps() >= 1);
        assertEquals(
                run.steps(),
                Checkpoint.head(RunDirectory.at(directory).lastCheckpoint()).step());
    }

    @Test
    void aTimeLimitOfNothingIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> TinyRuns.training("simclr", directory)
                .maxTime(Duration.ZERO));
        assertEquals("the longest time must be above 0, got PT0S", error.getMessage());
        TinyRuns.training("simclr", directory).maxTime(Duration.ofSeconds(Long.MAX_VALUE));
    }

    @Test
    void whoStopsBeforeTheStartGetsNoStepAndMayBeginAgain() {
        Training training = TinyRuns.training("simclr", directory);
        training.stop();
        Run run = training.run();
        assertEquals(0, run.steps());
        assertTrue(run.interrupted());
        assertFalse(Files.exists(RunDirectory.at(directory).encoder()));
        assertTrue(TinyRuns.training("simclr", directory).run().finished());
    }

    @Test
    void aFileStopsTheRunAfterTheStepInHandAndItCanGoOn() throws IOException {
        RunDirectory files = RunDirectory.at(directory);
        Files.createFile(files.stop()); // of somebody who was late
        Run run = TinyRuns.training("simclr", directory)
                .listener(new TrainingListener() {
                    @Override
                    public void step(long step, double loss) {
                        assertFalse(step > 7);
                        if (step == 7) {
                            ask();
                        }
                    }

                    private void ask() {
                        try {
                            files.askToStop();
                            files.askToStop();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                })
                .run();
        assertEquals(7, run.steps());
        assertTrue(run.interrupted());
        assertFalse(Files.exists(files.stop()));
        assertEquals(7, Checkpoint.head(files.lastCheckpoint()).step());
        Run rest = TinyRuns.training("simclr", directory).resume(true).run();
        assertTrue(rest.finished());
        assertEquals(15, rest.steps());
    }

    @Test
    void anInterruptStopsTheRunLikeAnybodyAndStaysSet() throws Exception {
        Run[] run = new Run[1];
        boolean[] still = new boolean[1];
        Thread training = new Thread(() -> {
            run[0] = TinyRuns.training("byol", directory, "epochs=100000", "checkpoint.every-steps=1")
                    .run();
            still[0] = Thread.interrupted();
        });
        training.start();
        while (Files.notExists(RunDirectory.at(directory).lastCheckpoint())) {
            Thread.sleep(5);
        }
        training.interrupt();
        training.join();
        assertTrue(still[0]);
        assertTrue(run[0].interrupted());
        assertEquals(
                run[0].steps(),
                Checkpoint.head(RunDirectory.at(directory).lastCheckpoint()).step());
        assertEquals(run[0].steps(), metrics().size());
    }

    // ---- listening ----

    @Test
    void aListenerHearsAllInOrder() {
        List<String> heard = new ArrayList<>();
        TinyRuns.training("simclr", directory, "max-steps=2", "log-every=2")
                .listener(new TrainingListener() {
                    @Override
                    public void started(Start start) {
                        heard.add("started " + start.step() + "/" + start.totalSteps() + " " + start.images());
                    }

                    @Override
                    public void step(long step, double loss) {
                        heard.add("step " + step);
                    }

                    @Override
                    public void logged(StepMetrics metrics) {
                        heard.add("logged " + metrics.step());
                    }

                    @Override
                    public void ended() {
                        heard.add("ended");
                    }
                })
                .run();
        assertEquals(List.of("started 0/15 44", "step 1", "logged 1", "step 2", "logged 2", "ended"), heard);
    }

    @Test
    void anErrorOfAListenerEndsTheRun() {
        var error = assertThrows(IllegalStateException.class, () -> TinyRuns.training("simclr", directory)
                .listener(new TrainingListener() {
                    @Override
                    public void step(long step, double loss) {
                        throw new IllegalStateException("the window is closed");
                    }
                })
                .run());
        assertEquals("the window is closed", error.getMessage());
        RunDirectory.hold(directory, true).close();
    }
}
