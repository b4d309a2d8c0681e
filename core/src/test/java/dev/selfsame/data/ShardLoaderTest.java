package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches from shards: the same wherever they begin, and as many as there are images before a damage. */
@Timeout(60)
class ShardLoaderTest {
    private static final LoaderConfig CONFIG = LoaderConfig.of(7, 42)
            .withWorkers(2)
            .withPrefetch(3)
            .withCacheBytes(0)
            .withSkips(new SkipPolicy(0.5, false));

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        for (int shard = 0; shard < 4; shard++) {
            byte[] tar = Archives.tar(shard * 10, shard * 10 + 10);
            Files.write(folder.resolve("s-" + shard + ".tar"), tar);
            Files.write(folder.resolve("s-" + shard + ".tgz"), Archives.gzip(tar));
        }
    }

    private TarImages open(String suffix) throws IOException {
        return TarImages.openShards(folder + "/s-{0..3}" + suffix);
    }

    /** What is in so many batches from a step on. */
    private static List<String> batches(ImageSource source, int workers, int start, int count) throws Exception {
        int steps = Loader.stepsPerEpoch(source, CONFIG.batchSize());
        List<String> batches = new ArrayList<>();
        try (Loader loader = Loader.open(
                source, NoisyViews.PAIR, CONFIG.withWorkers(workers), new Skipped(), start / steps, start % steps)) {
            for (int i = 0; i < count; i++) {
                LoadedBatch batch = loader.next();
                byte[] bytes = new byte[batch.view(0).remaining()];
                batch.view(0).get(bytes);
                batches.add(
                        Arrays.toString(batch.indices()) + Arrays.toString(batch.labels()) + Arrays.toString(bytes));
                batch.release();
            }
        }
        return batches;
    }

    @Test
    void aLoaderThatStartsInTheMiddleOfAShardGivesTheSameBatches() throws Exception {
        List<String> whole = batches(open(".tar"), 1, 0, 15); // 5 steps an epoch
        assertEquals(15, whole.stream().distinct().count());
        assertEquals(whole, batches(open(".tgz"), 4, 0, 15));
        for (int start = 1; start < 12; start++) {
            assertEquals(whole.subList(start, start + 3), batches(open(".tar"), 3, start, 3));
            assertEquals(whole.subList(start, start + 3), batches(open(".tgz"), 3, start, 3));
        }
    }

    @Test
    void whatIsMissingFromADamagedShardIsSkippedCountedOnceAndListed() throws Exception {
        for (String suffix : List.of(".tar", ".tgz")) {
            Path file = folder.resolve("s-2" + suffix);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, suffix.equals(".tar") ? 5 * 1024 + 600 : whole.length * 3 / 4));
            TarImages source = open(suffix);
            assertTrue(source.size() > 30 && source.size() < 40, source.describe());
            Skipped skipped = new Skipped();
            try (Loader loader = Loader.open(source, NoisyViews.PAIR, CONFIG, skipped, 0, 0)) {
                for (int i = 0; i < 12; i++) {
                    loader.next().release();
                }
            }
            assertEquals(1, skipped.count());
            assertTrue(
                    skipped.entries().get(0).name().startsWith("s-2" + suffix),
                    skipped.entries().toString());
            assertTrue(
                    skipped.entries().get(0).reason().startsWith("the archive is "),
                    skipped.entries().toString());
        }
    }

    @Test
    void aShardThatIsReplacedMeanwhileIsUnreadableAndNothingWorse() throws Exception {
        TarImages plain = open(".tar");
        TarImages packed = open(".tgz");
        Files.write(folder.resolve("s-1.tar"), new byte[3000]);
        Files.write(folder.resolve("s-1.tgz"), new byte[3000]);
        Files.delete(folder.resolve("s-3.tar"));
        Files.delete(folder.resolve("s-3.tgz"));
        for (TarImages source : List.of(plain, packed)) {
            int readable = 0;
            for (int i = 0; i < source.size(); i++) {
                try {
                    readable += Arrays.equals(Archives.image(i), source.read(i)) ? 1 : 0;
                } catch (IOException e) {
                    assertTrue(!Reason.of(e).contains("\n"));
                }
            }
            assertEquals(20, readable);
        }
    }
}
