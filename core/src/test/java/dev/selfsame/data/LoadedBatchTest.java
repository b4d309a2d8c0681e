package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedBatchTest {
    private static final LoaderConfig CONFIG = LoaderConfig.of(4, 1).withWorkers(2);

    @Test
    void tensorsLieOverTheLoadersMemoryInChannelsLastOrder() throws InterruptedException {
        try (Loader loader = Loader.open(new MemorySource(9), NoisyViews.PAIR, CONFIG)) {
            LoadedBatch loaded = loader.next();
            try (Scope scope = new Scope()) {
                Batch batch = loaded.tensors();
                assertEquals(2, batch.views().size());
                assertArrayEquals(new long[] {4, 3, 3, 3}, batch.view(1).shape());
                assertArrayEquals(loaded.indices(), batch.indices().toLongs());
                Tensor labels = batch.labels();
                assertNotNull(labels);
                assertArrayEquals(loaded.labels(), labels.toLongs());

                FloatBuffer memory = loaded.view(0).asFloatBuffer(); // [N, H, W, C]
                float[] values = batch.view(0).toFloats(); // [N, C, H, W]
                for (int n = 0; n < 4; n++) {
                    for (int c = 0; c < 3; c++) {
                        for (int p = 0; p < 25; p++) {
                            assertEquals(memory.get((n * 25 + p) * 3 + c), values[(n * 3 + c) * 25 + p]);
                        }
                    }
                }
                loaded.view(0).putFloat(0, 77);
                assertEquals(77, batch.view(0).toFloats()[0]);
            }
            loaded.release();
        }
    }

    @Test
    void labelsAreNullWhereTheSourceHasNoClasses() throws InterruptedException {
        ImageSource unlabelled = new MemorySource(9) {
            @Override
            public List<String> classes() {
                return List.of();
            }
        };
        try (Loader loader = Loader.open(unlabelled, NoisyViews.PAIR, CONFIG);
                Scope scope = new Scope()) {
            LoadedBatch loaded = loader.next();
            assertEquals(0, loaded.labels().length);
            assertNull(loaded.tensors().labels());
        }
    }
}
