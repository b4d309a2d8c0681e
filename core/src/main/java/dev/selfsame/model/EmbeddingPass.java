package dev.selfsame.model;

import dev.selfsame.data.EvaluationLoader;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every readable image of a source through a network, batch by batch, in the order of the source. An image of which the
 * network makes something that is not finite is skipped, too: it can't be compared with others.
 */
record EmbeddingPass(ImageSource images, Views views, EncoderConfig config, DecodeOptions decode, Skipped skipped) {
    /** Where the rows go. */
    interface Rows {
        void add(int image, String name, @Nullable String label, float[] embedding) throws IOException;
    }

    /**
     * Runs it.
     *
     * @param network makes [N, D] of what makes [N, H, W, C]
     * @param rows where those of each view go
     * @throws InterruptedIOException if the thread is interrupted while it waits for images
     */
    void run(Function<Supplier<Tensor>, float[]> network, List<Rows> rows) throws IOException {
        int channels = views.normalize().channels();
        try (EvaluationLoader loader =
                EvaluationLoader.open(images, views, config.batchSize(), config.workers(), decode, skipped)) {
            for (LoadedBatch batch = loader.next(); batch != null; batch = loader.next()) {
                int size = batch.size();
                float[][] embedded = new float[views.count()][];
                for (int v = 0; v < embedded.length; v++) {
                    ByteBuffer pixels = batch.view(v);
                    int side = views.size(v);
                    embedded[v] = network.apply(() -> Tensor.wrap(pixels, DType.FLOAT32, size, side, side, channels));
                }
                long[] indices = batch.indices();
                batch.release();
                add(rows, embedded, indices, size);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while embedding " + images.describe());
        }
    }

    /** Adds an image to the rows of all views or, where one has a value that is not finite, to none. */
    private void add(List<Rows> rows, float[][] embedded, long[] indices, int size) throws IOException {
        int dimension = embedded[0].length / size;
        for (int i = 0; i < size; i++) {
            int image = (int) indices[i];
            float[][] views = new float[embedded.length][];
            for (int v = 0; v < views.length; v++) {
                views[v] = Arrays.copyOfRange(embedded[v], i * dimension, (i + 1) * dimension);
            }
            if (!Arrays.stream(views).allMatch(EmbeddingPass::isFinite)) {
                skipped.add(images.name(image), "what the network makes of it is not finite");
                continue;
            }
            for (int v = 0; v < views.length; v++) {
                rows.get(v).add(image, images.name(image), images.label(image), views[v]);
            }
        }
    }

    private static boolean isFinite(float[] row) {
        for (float value : row) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
