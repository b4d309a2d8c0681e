package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Init;
import dev.selfsame.nn.Module;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The last embeddings of every image, of two views or one, and the clusters that it was found in: DeepCluster v2's memory.
 * An image that was never seen is in no cluster; one that an epoch left out keeps its older embeddings.
 */
final class ClusterBank extends Module {
    private static final long NONE = -1;

    private final int views;
    private final int dimensions;
    private final int heads;
    private final Replicas replicas;
    private @Nullable Tensor embeddings;
    private @Nullable Tensor labels;

    /**
     * One without room still.
     *
     * @param views of which embeddings are kept
     * @param dimensions of an embedding
     * @param heads clusterings
     * @param replicas who shares the batch: all keep the embeddings of all, and so find the same clusters
     */
    ClusterBank(int views, int dimensions, int heads, Replicas replicas) {
        this.views = views;
        this.dimensions = dimensions;
        this.heads = heads;
        this.replicas = replicas;
    }

    /** Makes room for images. */
    void begin(int images) {
        embeddings = buffer("embeddings", DType.FLOAT32, Init.constant(0), views, images, dimensions);
        labels = buffer("labels", DType.INT64, Init.constant(NONE), heads, images);
    }

    /** Keeps the embeddings of the first views of the whole batch, of which these are this replica's: [N, D] each. */
    void keep(Tensor indices, List<Tensor> batch) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor images = replicas.gather(indices); // [all]
            for (int view = 0; view < views; view++) {
                Indexing.copyInPlace(
                        embeddings().select(0, view),
                        0,
                        images,
                        replicas.gather(batch.get(view).detach())); // [all, D]
            }
        }
    }

    /** The clusters of images in a clustering, −1 for none: int64 [N]. */
    Tensor labels(int head, Tensor indices) {
        return Indexing.select(labels().select(0, head), 0, indices);
    }

    /**
     * Clusters the embeddings of a view, which alternates from clustering to clustering, and writes down the clusters.
     *
     * @param most clusters
     * @return the centroids, [K, D] with K at most {@code most}, or null where no image was seen
     */
    @Nullable
    Tensor cluster(int head, int most, int rounds, long seed, int epoch) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor all = embeddings().select(0, head % views); // [images, D]
            float[] lengths = all.norm(1, false).toFloats();
            long[] seen = IntStream.range(0, lengths.length)
                    .filter(i -> lengths[i] > 0)
                    .asLongStream()
                    .toArray();
            if (seen.length == 0) {
                return null;
            }
            Tensor images = Tensor.of(seen, seen.length).to(all.device());
            SphericalKMeans.Clusters clusters = new SphericalKMeans(rounds)
                    .of(Indexing.select(all, 0, images), most, Draws.of(seed, Stream.SLICES, epoch, 0, head));
            Indexing.copyInPlace(labels().select(0, head), 0, images, clusters.labels());
            return scope.keep(clusters.centroids());
        }
    }

    private Tensor embeddings() {
        return made(embeddings);
    }

    private Tensor labels() {
        return made(labels);
    }

    private static Tensor made(@Nullable Tensor room) {
        if (room == null) {
            throw new IllegalStateException("deepcluster-v2 was not told how many images there are: call begin");
        }
        return room;
    }
}
