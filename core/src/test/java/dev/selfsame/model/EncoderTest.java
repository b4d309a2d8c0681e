package dev.selfsame.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageFolder;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.data.SourceAround;
import dev.selfsame.data.Sources;
import dev.selfsame.image.ChannelFiles;
import dev.selfsame.image.ChannelFiles.Kind;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Samples;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.Conv2d;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Linear;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.testing.ChildJvm;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import dev.selfsame.view.SimClrViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderTest {
    private static final EncoderConfig CONFIG =
            EncoderConfig.DEFAULT.withBatchSize(8).withWorkers(2);
    private static final DemoImages IMAGES = new DemoImages(3, DemoImages.Split.TEST, 30);

    @TempDir
    Path folder;

    @Test
    void aSavedEncoderEmbedsAsBefore() throws IOException {
        EvaluationView view = new EvaluationView(
                24, 28, Interpolation.BICUBIC, Normalize.of(new double[] {0.1, 0.2, 0.3}, new double[] {1, 2, 3}));
        Path file = folder.resolve("encoder.safetensors");
        Embeddings before;
        try (Encoder encoder = Encoder.of(network(5), view, Origin.of("byol", "cifar10", -7), CONFIG)) {
            before = encoder.embed(IMAGES);
            encoder.save(file);
        }
        try (Encoder encoder = Encoder.load(folder, CONFIG)) {
            assertEquals(view, encoder.view());
            assertEquals(new Origin("byol", "cifar10", -7, Version.current()), encoder.origin());
            assertEquals(32, encoder.dimension());
            Embeddings after = encoder.embed(IMAGES);
            assertEquals(before.names(), after.names());
            for (int i = 0; i < before.size(); i++) {
                assertArrayEquals(before.row(i), after.row(i));
            }
            Path again = folder.resolve("again.safetensors");
            encoder.save(again);
            assertEquals(-1, Files.mismatch(file, again));
        }
    }

    @Test
    void anEncoderOfImagesAsTheyAreStaysOne() throws Exception {
        Normalize normalize = Normalize.asIs(new double[] {500, 10, 3}, new double[] {200, 7, 0.5});
        EvaluationView view = new EvaluationView(24, 24, Interpolation.BILINEAR, normalize);
        byte[] image = ChannelFiles.npy(ChannelFiles.whole(30, 26, 3, 1, 4000), Kind.UINT16);
        Path file = folder.resolve("encoder.safetensors");
        float[] before;
        try (Encoder encoder = Encoder.of(network(5), view, Origin.untrained(5), CONFIG)) {
            before = encoder.embed(image);
            encoder.save(file);
        }
        try (Encoder encoder = Encoder.load(file, CONFIG)) {
            assertEquals(view, encoder.view());
            assertArrayEquals(before, encoder.embed(image));
            assertArrayEquals(before, encoder.embed(ChannelFiles.whole(30, 26, 3, 1, 4000)));
            assertThrows(IllegalArgumentException.class, () -> encoder.embed(Pixels.blank(32, 32, 3)));
        }
        // Versions that would read it as one of RGB images refuse it.
        try (Safetensors tensors = Safetensors.open(file)) {
            assertEquals("2", tensors.metadata().get("selfsame-format"));
            assertEquals("as-is", tensors.metadata().get("samples"));
        }
        try (Safetensors tensors = Safetensors.open(saved())) {
            assertEquals("1", tensors.metadata().get("selfsame-format"));
        }
    }

    @Test
    void anImageWhoseEmbeddingIsNotFiniteIsSkipped() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        for (int i = 0; i < 5; i++) {
            Samples image = ChannelFiles.whole(30, 26, 3, i, 200);
            if (i == 2) {
                Arrays.fill(image.data(), -Float.MAX_VALUE); // how some sensors say that there is nothing
            }
            Files.write(images.resolve(i + ".npy"), ChannelFiles.npy(image, Kind.FLOAT32));
        }
        ImageSource source = Sources.open(images.toString(), true);
        Normalize normalize = Normalize.asIs(new double[] {100, 100, 100}, new double[] {0.5, 0.5, 0.5});
        EvaluationView view = new EvaluationView(24, 24, Interpolation.BILINEAR, normalize);
        List<Skipped.Entry> expected =
                List.of(new Skipped.Entry("2.npy", "what the network makes of it is not finite"));
        try (Encoder encoder = Encoder.of(network(5), view, Origin.untrained(5), CONFIG)) {
            Path file = folder.resolve("e.parquet");
            assertEquals(expected, encoder.embed(source, file).entries());
            assertEquals(
                    List.of("0.npy", "1.npy", "3.npy", "4.npy"),
                    Embeddings.read(file).names());
            Skipped skipped = new Skipped();
            Embeddings views = encoder.embed(source, view, skipped).get(0);
            assertEquals(expected, skipped.entries());
            assertEquals(4, views.size());
            try (EmbeddingJournal journal = EmbeddingJournal.begin(folder.resolve("j.npy"), source, encoder)) {
                encoder.embed(journal, new Skipped());
                assertEquals(4, journal.count());
            }
        }
    }

    @Test
    void equalNetworksGiveEqualFilesAndTheTrainedNetworkStaysAsItIs() throws IOException {
        Path first = folder.resolve("1.safetensors");
        Path second = folder.resolve("2.safetensors");
        try (Backbone backbone = network(5);
                Backbone equal = network(5)) {
            Encoder.save(first, backbone, EvaluationView.of(32), Origin.of("byol", "auto", 5));
            assertTrue(backbone.isTraining());
            Encoder.save(second, equal, EvaluationView.of(32), Origin.of("byol", "auto", 5));
        }
        assertEquals(-1, Files.mismatch(first, second));
    }

    @Test
    void theFileHasTorchvisionsNamesAndWhatIsNeededToBuildTheNetwork() throws IOException {
        Path file = saved();
        try (Safetensors tensors = Safetensors.open(file)) {
            assertTrue(tensors.names().containsAll(List.of("conv1.weight", "layer4.1.bn2.num_batches_tracked")));
            assertEquals(
                    "{\"base-width\":4,\"channels\":3,\"cifar-stem\":true,\"name\":\"resnet18\","
                            + "\"zero-init-residual\":false}",
                    tensors.metadata().get("architecture"));
            assertEquals(
                    List.of(
                            "architecture",
                            "background",
                            "format",
                            "method",
                            "preprocessing",
                            "recipe",
                            "seed",
                            "selfsame-format",
                            "selfsame-version"),
                    List.copyOf(tensors.metadata().keySet()));
        }
    }

    @Test
    void oneImageIsEmbeddedAsInASource() throws Exception {
        try (Encoder encoder = encoder()) {
            Embeddings all = encoder.embed(IMAGES);
            for (int i = 0; i < 5; i++) {
                Path file = folder.resolve(i + ".png");
                Files.write(file, IMAGES.read(i));
                assertArrayEquals(all.row(i), encoder.embed(file), 1e-5f);
                assertArrayEquals(encoder.embed(file), encoder.embed(IMAGES.read(i)));
                assertArrayEquals(encoder.embed(file), encoder.embed(ImageDecoder.decode(IMAGES.read(i))));
            }
            assertEquals(IMAGES.name(29), all.names().get(29));
            assertEquals(IMAGES.label(29), all.labels().get(29));
        }
    }

    @Test
    void manyThreadsGetWhatOneGets() throws Exception {
        try (Encoder encoder = encoder()) {
            List<float[]> expected = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                expected.add(encoder.embed(IMAGES.read(i)));
            }
            Embeddings all = encoder.embed(IMAGES);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> results = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int own = t;
                Callable<?> work = () -> {
                    if (own < 2) {
                        Embeddings mine = encoder.embed(IMAGES);
                        for (int i = 0; i < all.size(); i++) {
                            assertArrayEquals(all.row(i), mine.row(i));
                        }
                    } else {
                        for (int i = 0; i < 10; i++) {
                            assertArrayEquals(expected.get(i), encoder.embed(IMAGES.read(i)));
                        }
                    }
                    return null;
                };
                results.add(threads.submit(work));
            }
            for (Future<?> result : results) {
                result.get();
            }
            threads.shutdown();
        }
    }

    @Test
    void unreadableImagesAreLeftOutAndListed() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images/a"));
        Files.write(images.resolve("1.png"), IMAGES.read(1));
        Files.writeString(images.resolve("2.png"), "no image");
        Files.write(images.resolve("3.png"), IMAGES.read(3));
        ImageSource source = ImageFolder.open(images.getParent());
        Path out = folder.resolve("out.parquet");
        try (Encoder encoder = encoder()) {
            Skipped skipped = encoder.embed(source, out);
            assertEquals(1, skipped.count());
            assertTrue(Files.exists(out));
            List<String> lines = Files.readAllLines(folder.resolve("out.parquet.skipped.tsv"));
            assertEquals(2, lines.size());
            assertTrue(lines.get(1).startsWith("a/2.png\t"), lines.get(1));
            assertEquals(List.of("a/1.png", "a/3.png"), encoder.embed(source).names());

            Files.delete(images.resolve("2.png"));
            assertEquals(
                    0, encoder.embed(ImageFolder.open(images.getParent()), out).count());
            assertFalse(Files.exists(folder.resolve("out.parquet.skipped.tsv")));
            IOException e = assertThrows(IOException.class, () -> encoder.embed(images.resolve("4.png")));
            assertTrue(e.getMessage().contains("4.png"), e.getMessage());
            IOException ofFolder = assertThrows(IOException.class, () -> encoder.embed(images));
            assertEquals(images + ": a folder, not an image", ofFolder.getMessage());
        }
    }

    @Test
    void sixteenBitsComeCloseToThirtyTwo() throws IOException {
        Path file = saved();
        try (Encoder precise = Encoder.load(file, CONFIG);
                Encoder fast = Encoder.load(file, CONFIG.withBf16(true))) {
            Embeddings expected = precise.embed(IMAGES);
            Embeddings got = fast.embed(IMAGES);
            for (int i = 0; i < expected.size(); i++) {
                double dot = 0;
                double a = 0;
                double b = 0;
                for (int k = 0; k < expected.dimension(); k++) {
                    dot += expected.row(i)[k] * got.row(i)[k];
                    a += expected.row(i)[k] * expected.row(i)[k];
                    b += got.row(i)[k] * got.row(i)[k];
                }
                assertTrue(dot / Math.sqrt(a * b) > 0.999, "cosine " + dot / Math.sqrt(a * b));
            }
        }
    }

    @Test
    void aNetworkInTrainingIsEmbeddedWithInEvaluationModeAndGoesOnTraining() throws IOException {
        Path file = folder.resolve("live.safetensors");
        try (Backbone backbone = network(5)) {
            byte[] mean = backbone.state().get("bn1.running_mean").toBytes();
            Embeddings live = Encoder.embed(backbone, EvaluationView.of(32), IMAGES, CONFIG, new Skipped());
            assertTrue(backbone.isTraining());
            assertArrayEquals(mean, backbone.state().get("bn1.running_mean").toBytes());
            assertTrue(backbone.parameters().get("conv1.weight").requiresGradient());
            Encoder.save(file, backbone, EvaluationView.of(32), Origin.untrained(5));
            try (Encoder encoder = Encoder.load(file, CONFIG)) {
                Embeddings loaded = encoder.embed(IMAGES);
                for (int i = 0; i < live.size(); i++) {
                    assertArrayEquals(loaded.row(i), live.row(i), 1e-5f);
                }
            }
        }
    }

    @Test
    void nothingIsLeaked() throws Exception {
        encoder().close();
        long before = Leaks.live();
        try (Encoder encoder = encoder()) {
            encoder.embed(IMAGES);
            long once = Leaks.live();
            for (int i = 0; i < 5; i++) {
                encoder.embed(IMAGES);
                encoder.embed(IMAGES.read(i));
            }
            assertEquals(once, Leaks.live());
        }
        assertEquals(before, Leaks.live());
    }

    /** Embeds images of many sizes, 290 MB in all, and says how many there were. */
    public static final class ManySizes {
        private ManySizes() {}

        public static void main(String[] arguments) throws IOException {
            ImageSource images = new SourceAround(new DemoImages(3, DemoImages.Split.TEST, 150)) {
                @Override
                public Pixels pixels(int i, DecodeOptions options) {
                    return Pixels.blank(20 + i * 331 % 1900, 20 + i * 577 % 1300, 3);
                }
            };
            try (Encoder encoder = encoder()) {
                System.out.println(encoder.embed(images).size());
            }
        }
    }

    @Test
    void memoryIsNotThatOfAllImages() {
        ChildJvm.Result result = ChildJvm.of(ManySizes.class).with("-Xmx96m").run();
        assertEquals("150", result.out().trim(), result.err());
    }

    @Test
    void aClosedEncoderSaysSo() {
        Encoder encoder = encoder();
        encoder.close();
        encoder.close();
        Pixels image = Pixels.blank(32, 32, 3);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> encoder.embed(image));
        assertEquals("the encoder is closed", e.getMessage());
        assertThrows(IllegalStateException.class, () -> encoder.embed(IMAGES));
        assertThrows(IllegalStateException.class, () -> encoder.save(folder.resolve("x.safetensors")));
    }

    @Test
    void imagesOfOtherChannelsAreRefused() {
        try (Encoder encoder = encoder()) {
            Pixels grey = Pixels.blank(32, 32, 1);
            String message = assertThrows(IllegalArgumentException.class, () -> encoder.embed(grey))
                    .getMessage();
            assertTrue(message.contains("3") && message.contains("1"), message);
        }
        EvaluationView grey =
                new EvaluationView(32, 32, Interpolation.BILINEAR, Normalize.of(new double[] {0.5}, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> Encoder.of(network(5), grey, Origin.untrained(5), CONFIG));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            selfsame-format | 3 | has format 3, written by Selfsame
            selfsame-format | one | selfsame-format is one
            selfsame-format | | holds tensors but no encoder
            architecture | | has no architecture
            architecture | {"name": | can't be read
            architecture | {"name":"resnet19"} | no backbone resnet19
            architecture | {"name":"resnet18","base-width":8,"cifar-stem":true} | conv1.weight
            preprocessing | {"size":32} | can't be read
            seed | x | can't be loaded
            """)
    void whatIsWrongWithAFileIsSaid(String key, String value, String said) throws IOException {
        Path file = saved();
        long before = Leaks.live();
        try (Safetensors tensors = Safetensors.open(file)) {
            Map<String, String> metadata = new TreeMap<>(tensors.metadata());
            if (value == null) {
                metadata.remove(key);
            } else {
                metadata.put(key, value);
            }
            Map<String, Tensor> all = tensors.readAll();
            Safetensors.write(folder.resolve("bad.safetensors"), all, metadata);
            all.values().forEach(Tensor::close);
        }
        ModelFileException e =
                assertThrows(ModelFileException.class, () -> Encoder.load(folder.resolve("bad.safetensors")));
        assertTrue(e.getMessage().contains(said), e.getMessage());
        assertTrue(e.getMessage().contains("bad.safetensors"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertEquals(before, Leaks.live());
    }

    @Test
    void missingFilesAndOtherFilesAreNamed() throws IOException {
        assertThrows(ModelFileException.class, () -> Encoder.load(folder));
        assertThrows(ModelFileException.class, () -> Encoder.load(folder.resolve("nothing")));
        Path text = Files.writeString(folder.resolve("text"), "This is not an encoder, it is a text.");
        assertThrows(ModelFileException.class, () -> Encoder.load(text));
    }

    @Test
    void aProgramsOwnNetworkIsLoadedOnceItIsRegistered() throws IOException {
        Path file = folder.resolve("own.safetensors");
        Own own = new Own();
        own.initialize(1);
        try (Encoder encoder = Encoder.of(own, EvaluationView.of(32), Origin.untrained(1), CONFIG)) {
            encoder.save(file);
        }
        assertThrows(ModelFileException.class, () -> Encoder.load(file));
        Backbones.register("Own", "mean colour", options -> new Own());
        try (Encoder encoder = Encoder.load(file)) {
            assertEquals(3, encoder.embed(Pixels.blank(5, 9, 3)).length);
        }
    }

    private static final class Own extends Backbone {
        private final Tensor scale = parameter("scale", Tensor.full(DType.FLOAT32, 2, 3));

        Own() {
            super(3, 3);
        }

        @Override
        public Tensor forward(Tensor x) {
            return x.mean(3, false).mean(2, false).mul(scale); // [N, C]
        }
    }

    @Test
    void aNetworkThatTakesImagesOfOneSizeOnlyIsFoldedForThese() throws IOException {
        EvaluationView view = EvaluationView.of(24);
        try (Encoder folded = Encoder.of(oneSize(), view, Origin.untrained(1), CONFIG);
                Encoder plain = Encoder.of(oneSize(), view, Origin.untrained(1), CONFIG.withFoldedBatchNorm(false))) {
            Embeddings got = folded.embed(IMAGES);
            Embeddings wanted = plain.embed(IMAGES);
            assertEquals(IMAGES.size(), got.size());
            for (int i = 0; i < got.size(); i++) {
                assertArrayEquals(wanted.row(i), got.row(i), 1e-4f);
            }
        }
    }

    private static Backbone oneSize() {
        Backbone network = new OneSize(24);
        network.initialize(3);
        return network;
    }

    /** With a place for each pixel in its weights, and a batch norm that can be folded. */
    private static final class OneSize extends Backbone {
        private final int side;
        private final Layer convolution = child("conv", new Conv2d(3, 4, 3, 1, 1));
        private final Layer norm = child("bn", new BatchNorm(4));
        private final Layer linear;

        OneSize(int side) {
            super(3, 5);
            this.side = side;
            this.linear = child("fc", new Linear(4 * side * side, 5));
        }

        @Override
        public Tensor forward(Tensor x) {
            if (x.size(2) != side || x.size(3) != side) {
                throw new IllegalArgumentException("wants images of " + side + " pixels a side, got " + x);
            }
            return linear.forward(norm.forward(convolution.forward(x)).flatten(1));
        }
    }

    @Test
    void anUntrainedOneHasTheArchitectureAndFreshWeights() throws Exception {
        Path file = saved();
        Pixels image = ImageDecoder.decode(IMAGES.read(0));
        try (Encoder trained = Encoder.load(file);
                Encoder one = Encoder.untrained(file, 9, CONFIG);
                Encoder again = Encoder.untrained(file, 9, CONFIG);
                Encoder other = Encoder.untrained(file, 10, CONFIG)) {
            assertEquals(Origin.untrained(9), one.origin());
            assertEquals(trained.view(), one.view());
            assertArrayEquals(one.embed(image), again.embed(image));
            assertFalse(Arrays.equals(trained.embed(image), one.embed(image)));
            assertFalse(Arrays.equals(other.embed(image), one.embed(image)));
        }
    }

    @Test
    void viewsAreEmbeddedRowByRow() throws IOException {
        try (Encoder encoder = encoder()) {
            List<Embeddings> pair = encoder.embed(IMAGES, SimClrViews.of(32), new Skipped());
            List<Embeddings> again = encoder.embed(IMAGES, SimClrViews.of(32), new Skipped());
            assertEquals(2, pair.size());
            assertEquals(pair.get(0).names(), pair.get(1).names());
            assertEquals(IMAGES.size(), pair.get(1).size());
            for (int i = 0; i < IMAGES.size(); i++) {
                assertFalse(Arrays.equals(pair.get(0).row(i), pair.get(1).row(i)));
                assertArrayEquals(pair.get(1).row(i), again.get(1).row(i));
            }
            List<Embeddings> plain = encoder.embed(IMAGES, EvaluationView.of(32), new Skipped());
            assertArrayEquals(encoder.embed(IMAGES).row(7), plain.get(0).row(7));
        }
    }

    private Path saved() throws IOException {
        Path file = folder.resolve("encoder.safetensors");
        try (Encoder encoder = encoder()) {
            encoder.save(file);
        }
        return file;
    }

    private static Encoder encoder() {
        return Encoder.of(network(5), EvaluationView.of(32), Origin.untrained(5), CONFIG);
    }

    static Backbone network(long seed) {
        Backbone backbone = Backbones.named("resnet18", Map.of("cifar-stem", true, "base-width", 4));
        backbone.initialize(seed);
        return backbone;
    }
}
