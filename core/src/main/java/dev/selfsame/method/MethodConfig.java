package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Backbone;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * The hyper-parameters of one method, and how to make the method from them. Each is a record whose components are the
 * keys of the {@code method} section of a recipe, in kebab case.
 */
public interface MethodConfig {
    /** The method's name on the command line, such as {@code byol}. */
    String name();

    /** Whether the method learns from labels; a run refuses images without. */
    default boolean needsLabels() {
        return false;
    }

    /** What the images of a batch must be a multiple of, at least 1; a run refuses other batches. */
    default int batchMultiple() {
        return 1;
    }

    /** How many views of an image the method takes at least; a recipe with fewer is refused. */
    default int leastViews() {
        return 1;
    }

    /** How many views of an image the method takes at most; a recipe with more is refused. */
    default int mostViews() {
        return Integer.MAX_VALUE;
    }

    /**
     * Makes the method with fresh weights, for an ordinary run by itself.
     *
     * @param backbone makes one encoder; called once a network
     * @param views what the method sees
     * @param seed of the initial weights
     */
    default Method build(Supplier<Backbone> backbone, Views views, long seed) {
        return build(backbone, views, seed, Replicas.ONE);
    }

    /**
     * Makes the method of one of several replicas with fresh weights, the same on each. Whatever it takes of the batch as a
     * whole (negatives, correlations, centres, queues) is that of all replicas. Its batch norms see this replica's part;
     * {@link dev.selfsame.nn.SyncBatchNorm} makes them see the whole.
     *
     * @param backbone makes one encoder; called once a network
     * @param views what the method sees
     * @param seed of the initial weights
     * @param replicas who shares the batch; a method that takes nothing of the batch as a whole leaves them
     */
    Method build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas);
}
