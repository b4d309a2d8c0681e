package dev.selfsame.model;

import dev.selfsame.data.EvaluationLoader;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Skipped;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every readable image of a source through a network, batch by batch, in the order of the source. */
record EmbeddingPass(ImageSource images, EvaluationView view, EncoderConfig config, Skipped skipped) {
    /** Where the rows go. */
    interface Rows {
        void add(String name, @Nullable String label, float[] embedding) throws IOException;
    }

    /**
     * Runs it.
     *
     * @param network makes [N, D] of what makes [N, H, W, C]
     * @throws InterruptedIOException if the thread is interrupted while it waits for images
     */
    void run(Function<Supplier<Tensor>, float[]> network, Rows rows) throws IOException {
        int side = view.size();
        int channels = view.normalize().channels();
        try (EvaluationLoader loader =
                EvaluationLoader.open(images, view, config.batchSize(), config.workers(), skipped)) {
            for (LoadedBatch batch = loader.next(); batch != null; batch = loader.next()) {
                ByteBuffer pixels = batch.view(0);
                int size = batch.size();
                float[] all = network.apply(() -> Tensor.wrap(pixels, DType.FLOAT32, size, side, side, channels));
                long[] indices = batch.indices();
                batch.release();
                int dimension = all.length / size;
                for (int i = 0; i < size; i++) {
                    int image = (int) indices[i];
                    float[] row = Arrays.copyOfRange(all, i * dimension, (i + 1) * dimension);
                    rows.add(images.name(image), images.label(image), row);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while embedding " + images.describe());
        }
    }
}
