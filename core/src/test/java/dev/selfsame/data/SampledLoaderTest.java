package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.DecodeOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loader with orders other than a shuffle of all. */
@Timeout(60)
class SampledLoaderTest {
    private static final LoaderConfig CONFIG =
            new LoaderConfig(7, 42, 1, 3, 0, new SkipPolicy(0.5, false), Sampler.UNIFORM, DecodeOptions.DEFAULT);

    @TempDir
    private Path folder;

    /** What is in a batch. */
    private record Copy(int epoch, int step, List<Long> images, List<ByteBuffer> views) {}

    /** A source in blocks. */
    private static final class Shards extends MemorySource {
        private final int block;

        Shards(int size, int block, IntPredicate broken) {
            super(size, broken);
            this.block = block;
        }

        @Override
        public int[] blocks() {
            int[] starts = new int[(size() - 1) / block + 1];
            Arrays.setAll(starts, i -> i * block);
            return starts;
        }
    }

    private Sampler sampler(String name) throws IOException {
        MemorySource names = new MemorySource(40);
        Path file = folder.resolve(name);
        switch (name) {
            case "weighted" -> Files.writeString(file, names.name(2) + "\t9\n" + names.name(5) + "\t0\n");
            case "hard" -> Files.writeString(file, names.name(3) + "\n" + names.name(8) + "\n");
            default -> {}
        }
        return switch (name) {
            case "balanced" -> new Sampler.Balanced();
            case "weighted" -> new Sampler.Weighted(file);
            case "hard" -> new Sampler.Hard(file, 3);
            default -> Sampler.UNIFORM;
        };
    }

    private static List<Copy> batches(ImageSource source, LoaderConfig config, int epoch, int step, int count)
            throws InterruptedException {
        List<Copy> copies = new ArrayList<>();
        try (Loader loader = Loader.open(source, NoisyViews.PAIR, config, new Skipped(), epoch, step)) {
            for (int i = 0; i < count; i++) {
                LoadedBatch batch = loader.next();
                List<ByteBuffer> views = new ArrayList<>();
                for (int view = 0; view < 2; view++) {
                    byte[] bytes = new byte[batch.view(view).remaining()];
                    batch.view(view).get(bytes);
                    views.add(ByteBuffer.wrap(bytes));
                }
                copies.add(new Copy(
                        batch.epoch(),
                        batch.step(),
                        Arrays.stream(batch.indices()).boxed().toList(),
                        views));
                batch.release();
            }
        }
        return copies;
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "balanced", "weighted", "hard"})
    void neitherWorkersNorTheStartChangeABit(String name) throws Exception {
        for (ImageSource source : List.of(new MemorySource(40, i -> i % 9 == 2), new Shards(40, 11, i -> i % 9 == 2))) {
            LoaderConfig config = CONFIG.withSampler(sampler(name));
            List<Copy> whole = batches(source, config, 0, 0, 20);
            assertEquals(20, Set.copyOf(whole).size());
            assertEquals(whole, batches(source, config.withWorkers(4), 0, 0, 20));
            int steps = name.equals("hard") ? 6 : 5;
            for (int start = 0; start < 12; start += 5) {
                assertEquals(
                        whole.subList(start, start + 8),
                        batches(source, config.withWorkers(2), start / steps, start % steps, 8));
            }
        }
    }

    @Test
    void samplersAndBlocksAreOrdersOfTheirOwn() throws Exception {
        Set<List<Copy>> all = new HashSet<>();
        for (String name : List.of("uniform", "balanced", "weighted", "hard")) {
            all.add(batches(new MemorySource(40), CONFIG.withSampler(sampler(name)), 0, 0, 5));
        }
        all.add(batches(new Shards(40, 11, i -> false), CONFIG, 0, 0, 5));
        assertEquals(5, all.size());
    }

    @Test
    void anImageThatComesAgainIsSeenOtherwise() throws Exception {
        MemorySource source = new MemorySource(40);
        List<Copy> batches = batches(source, CONFIG.withSampler(sampler("hard")), 0, 0, 6);
        int bytes = batches.get(0).views.get(0).capacity() / 7;
        Set<ByteBuffer> seen = new HashSet<>();
        int showings = 0;
        for (Copy batch : batches) {
            for (int i = 0; i < 7; i++) {
                if (batch.images.get(i) == 3) {
                    seen.add(batch.views.get(0).slice(i * bytes, bytes));
                    showings++;
                }
            }
        }
        assertTrue(showings >= 2, showings + " showings");
        assertEquals(showings, seen.size());
    }

    @Test
    void anEpochOfHardImagesHasMoreSteps() throws Exception {
        try (Loader loader = Loader.open(new MemorySource(40), NoisyViews.PAIR, CONFIG.withSampler(sampler("hard")))) {
            assertEquals(44 / 7, loader.stepsPerEpoch());
        }
    }

    @Test
    void anImageOfWeightZeroStandsInForNone() throws Exception {
        MemorySource source = new MemorySource(40, i -> i % 3 == 0);
        for (Copy batch : batches(source, CONFIG.withSampler(sampler("weighted")), 0, 0, 50)) {
            assertTrue(!batch.images.contains(5L));
        }
    }

    /** Of the images that come first a sixth is broken, of all of them a twentieth. */
    @Test
    void oneBrokenBlockAmongTheFirstStopsNoRun() throws Exception {
        int first =
                Sampler.UNIFORM.over(new Shards(30_000, 1500, i -> false), 42).image(0, 0) / 1500;
        ImageSource source = new Shards(30_000, 1500, i -> i / 1500 == first);
        LoaderConfig config =
                new LoaderConfig(250, 42, 2, 3, 0, SkipPolicy.LENIENT, Sampler.UNIFORM, DecodeOptions.DEFAULT);
        Set<Long> seen = new HashSet<>();
        batches(source, config, 0, 0, 36).forEach(batch -> seen.addAll(batch.images));
        assertEquals(5, seen.stream().map(image -> image / 1500).distinct().count()); // of a window of six
        String message = assertThrows(
                        SkipLimitException.class,
                        () -> batches(source, config.withSkips(new SkipPolicy(0.04, false)), 0, 0, 36))
                .getMessage();
        assertTrue(message.matches("1\\d\\d\\d of the \\d+ images read so far are unreadable, .*"), message);
    }

    @Test
    void aSamplerThatDoesNotGoWithTheSourceIsRefused() throws IOException {
        LoaderConfig config = CONFIG.withSampler(sampler("hard"));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Loader.open(new MemorySource(8), NoisyViews.PAIR, config))
                .getMessage();
        assertTrue(message.startsWith("sampler: 1 of the 2 names in "), message);
    }

    @Test
    void anotherSamplerIsAnotherConfiguration() {
        assertNotEquals(CONFIG, CONFIG.withSampler(new Sampler.Balanced()));
        assertEquals(CONFIG, CONFIG.withSampler(new Sampler.Uniform()));
    }
}
