package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.image.ImageDecoder;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.EvaluationView;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EvaluationLoaderTest {
    private static final EvaluationView VIEW = EvaluationView.of(4);

    /** The images, sizes of the batches and values of a pass. */
    private record Pass(List<Integer> images, List<Integer> sizes, List<FloatBuffer> values) {
        static Pass of(ImageSource source, int batchSize, int workers, Skipped skipped) throws InterruptedException {
            Pass pass = new Pass(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            try (EvaluationLoader loader = EvaluationLoader.open(source, VIEW, batchSize, workers, skipped)) {
                for (LoadedBatch batch = loader.next(); batch != null; batch = loader.next()) {
                    pass.sizes.add(batch.size());
                    for (int i = 0; i < batch.size(); i++) {
                        pass.images.add((int) batch.indices()[i]);
                        assertEquals(source.classIndex((int) batch.indices()[i]), batch.labels()[i]);
                        float[] values = new float[4 * 4 * 3];
                        batch.view(0).asFloatBuffer().get(i * values.length, values);
                        pass.values.add(FloatBuffer.wrap(values));
                    }
                    batch.release();
                }
                assertNull(loader.next());
            }
            return pass;
        }
    }

    @Test
    void givesEachImageOnceInOrder() throws Exception {
        MemorySource source = new MemorySource(23);
        Pass pass = Pass.of(source, 5, 3, new Skipped());

        assertEquals(IntStream.range(0, 23).boxed().toList(), pass.images);
        assertEquals(List.of(5, 5, 5, 5, 3), pass.sizes);
        for (int i = 0; i < 23; i++) {
            FloatBuffer expected = FloatBuffer.allocate(4 * 4 * 3);
            Draws draws = Draws.of(0, Stream.SAMPLE, 0, i);
            VIEW.render(ImageDecoder.decode(source.read(i)), 0, draws, expected, 0);
            assertEquals(expected, pass.values.get(i));
        }
    }

    @Test
    void leavesOutAndNotesUnreadableImagesForAnyNumberOfWorkers() throws InterruptedException {
        // The whole second batch is unreadable, and so are the first and the last image.
        MemorySource source = new MemorySource(23, i -> i == 0 || (i >= 5 && i < 10) || i == 12 || i == 22);
        Skipped skipped = new Skipped();
        Pass pass = Pass.of(source, 5, 1, skipped);

        assertEquals(List.of(1, 2, 3, 4, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21), pass.images);
        assertEquals(List.of(4, 4, 5, 2), pass.sizes);
        assertEquals(8, skipped.count());
        assertEquals(
                new Skipped.Entry("e/0000.ppm", "no such file"),
                skipped.entries().get(0));
        Pass whole = Pass.of(new MemorySource(23), 5, 1, new Skipped());
        for (int i = 0; i < pass.images.size(); i++) {
            assertEquals(whole.values.get(pass.images.get(i)), pass.values.get(i));
        }
        Skipped again = new Skipped();
        assertEquals(pass, Pass.of(source, 5, 4, again));
        assertEquals(skipped.entries(), again.entries());
    }

    @Test
    void hasNoBatchWhereNothingIsReadable() throws InterruptedException {
        Skipped skipped = new Skipped();
        assertEquals(List.of(), Pass.of(new MemorySource(9, i -> true), 4, 2, skipped).images);
        assertEquals(9, skipped.count());
    }

    @Test
    void takesBatchesLargerThanTheSource() throws InterruptedException {
        assertEquals(List.of(3), Pass.of(new MemorySource(3), 1_000_000, 2, new Skipped()).sizes);
    }

    @Test
    void refusesNoWorkersAndEmptyBatches() {
        MemorySource source = new MemorySource(3);
        assertEquals(
                "batch size must be at least 1, got 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> EvaluationLoader.open(source, VIEW, 0, 1, new Skipped()))
                        .getMessage());
        assertEquals(
                "loader workers must be at least 1, got 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> EvaluationLoader.open(source, VIEW, 1, 0, new Skipped()))
                        .getMessage());
    }

    @Test
    void closesBeforeTheEnd() throws InterruptedException {
        try (EvaluationLoader loader = EvaluationLoader.open(new MemorySource(100), VIEW, 5, 3, new Skipped())) {
            assertNotNull(loader.next());
        }
    }
}
