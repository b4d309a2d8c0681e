package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.DetConViews;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Normalize;
import dev.selfsame.view.Transform;
import dev.selfsame.view.Views;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.junit.jupiter.api.Test;

/** Grids and regions that come with a batch's views. */
class BesideViewsTest {
    private static final long SEED = 6;

    private static LoaderConfig config(int workers) {
        return LoaderConfig.of(4, SEED).withWorkers(workers);
    }

    private static Pixels image(MemorySource source, long index) throws Exception {
        return ImageDecoder.decode(source.read((int) index));
    }

    private static Draws draws(int epoch, long index, int view) {
        return Draws.of(SEED, Stream.VIEWS, epoch, index, view);
    }

    @Test
    void gridsAreThoseOfTheViewsTheyComeWith() throws Exception {
        MemorySource source = new MemorySource(10);
        MultiCropViews views = MultiCropViews.vicregl(14, 6).withCounts(2, 3);
        for (int workers : new int[] {1, 4}) {
            try (Loader loader = Loader.open(source, views, config(workers))) {
                for (int step = 0; step < 5; step++) { // into the third epoch
                    LoadedBatch loaded = loader.next();
                    try (Scope scope = new Scope()) {
                        Batch batch = loaded.tensors();
                        long[] indices = loaded.indices();
                        for (int view = 0; view < 5; view++) {
                            int side = view < 2 ? 7 : 3;
                            Tensor grid = batch.views().get(view).grid();
                            assertNotNull(grid);
                            assertNull(batch.views().get(view).regions());
                            assertArrayEquals(new long[] {4, side, side, 2}, grid.shape());
                            for (int i = 0; i < 4; i++) {
                                FloatBuffer expected = FloatBuffer.allocate(side * side * 2);
                                views.renderGrid(
                                        image(source, indices[i]),
                                        view,
                                        draws(loaded.epoch(), indices[i], view),
                                        expected,
                                        0);
                                assertArrayEquals(
                                        expected.array(), grid.select(0, i).toFloats());
                                FloatBuffer pixels = FloatBuffer.allocate(views.size(view) * views.size(view) * 3);
                                views.render(
                                        image(source, indices[i]),
                                        view,
                                        draws(loaded.epoch(), indices[i], view),
                                        pixels,
                                        0);
                                assertArrayEquals(
                                        pixels.array(),
                                        batch.view(view)
                                                .select(0, i)
                                                .permute(1, 2, 0)
                                                .contiguous()
                                                .toFloats());
                            }
                        }
                    }
                    loaded.release();
                }
            }
        }
    }

    @Test
    void regionsAreThoseOfTheViewsTheyComeWith() throws Exception {
        MemorySource source = new MemorySource(10);
        DetConViews views = DetConViews.b(8, 2).withRegionSide(4);
        try (Loader loader = Loader.open(source, views, config(3));
                Scope scope = new Scope()) {
            LoadedBatch loaded = loader.next();
            Batch batch = loaded.tensors();
            for (int view = 0; view < 2; view++) {
                Tensor regions = batch.views().get(view).regions();
                assertNotNull(regions);
                assertNull(batch.views().get(view).grid());
                assertEquals(DType.INT32, regions.dtype());
                assertArrayEquals(new long[] {4, 4, 4}, regions.shape());
                for (int i = 0; i < 4; i++) {
                    long index = loaded.indices()[i];
                    IntBuffer expected = IntBuffer.allocate(16);
                    views.renderRegions(image(source, index), view, draws(loaded.epoch(), index, view), expected, 0);
                    assertArrayEquals(expected.array(), regions.select(0, i).toInts());
                }
            }
        }
    }

    @Test
    void gridsTooLargeForABatchAreRefused() {
        Views views = new Views() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public int size(int view) {
                return 8;
            }

            @Override
            public int grid(int view) {
                return 16_384;
            }

            @Override
            public Transform transform(int view) {
                throw new AssertionError();
            }

            @Override
            public Normalize normalize() {
                return Normalize.IMAGENET;
            }
        };
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Loader.open(new MemorySource(10), views, config(1)))
                .getMessage();
        assertTrue(message.contains("16384 x 16384"), message);
    }
}
