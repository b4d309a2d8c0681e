package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.nn.Whitening2d;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean squared error of whitened embeddings, W-MSE (Ermolov et al. 2021, arXiv:2007.06346, section 3). Rows are put
 * into a random order and cut into sub-batches, in which {@link Whitening2d} makes the covariance the identity, view by
 * view; then every pair of views is compared:
 *
 * <pre>{@code
 * loss = mean over pairs of views and rows of  ‖w0/‖w0‖ − w1/‖w1‖‖² = 2 − 2 cos(w0, w1),  w = whitened(z)
 * }</pre>
 *
 * <p>The term is {@code prediction}. Gradients flow into all views, through the whitening too. The order is drawn by
 * seed and the buffer {@code draws.step}; running mean and covariance are the buffers {@code whitening.running_mean}
 * and {@code whitening.running_variance}, which only evaluation reads. All hold still after {@code update(false)} and
 * in evaluation. With several replicas each whitens the rows of all, in the same order.
 *
 * <p><b>Erratum.</b> A batch that can't be parted or whitened fails in PyTorch's words in Lightly; here it is named.
 */
public final class WMseLoss extends Module implements ViewsLoss {
    private final Config config;
    private final Replicas replicas;
    private final Whitening2d whitening;
    private final LossDraws draws;

    /**
     * How W-MSE whitens.
     *
     * @param dimensions D, at least 1, by default 128
     * @param size rows of a sub-batch, at least 2D, by default 2D; it divides the batch
     * @param iterations number of orders, of whose losses the mean is taken, at least 1, by default 1
     * @param momentum weight of a sub-batch in the running statistics, 0 to 1, by default 0.01
     * @param eps share of the identity in the covariance, 0 to 1, by default 0
     * @param tracking whether evaluation whitens by running statistics, as by default, or by the batch's own
     */
    public record Config(int dimensions, int size, int iterations, double momentum, double eps, boolean tracking) {
        /** Checks the sizes; the rest is checked by the whitening. */
        public Config {
            Checks.requireAtLeast(1, "dimensions", dimensions);
            Checks.requireAtLeast(1, "iterations", iterations);
            if (size < 2L * dimensions) {
                throw new IllegalArgumentException("a sub-batch must have at least twice as many rows as there are "
                        + "dimensions, 2 · " + dimensions + ", or its covariance is hardly known; got size " + size);
            }
        }

        /** Sub-batches of 2D rows, and the other defaults. */
        public static Config of(int dimensions) {
            return new Config(dimensions, 2 * dimensions, 1, 0.01, 0, true);
        }
    }

    /** {@link Config#of}, seed 0, one replica. */
    public WMseLoss(int dimensions) {
        this(Config.of(dimensions), 0, Replicas.ONE);
    }

    /**
     * A loss at step 0.
     *
     * @param config how it whitens
     * @param seed of the orders
     * @param replicas who shares the batch
     */
    public WMseLoss(Config config, long seed, Replicas replicas) {
        this.config = config;
        this.replicas = replicas;
        this.whitening =
                child("whitening", new Whitening2d(config.dimensions, config.momentum, config.eps, config.tracking));
        this.draws = child("draws", new LossDraws(seed, "wmse"));
    }

    /** Whether step and running statistics go on; at first they do. */
    public void update(boolean on) {
        draws.update(on);
        whitening.update(on);
    }

    /**
     * The term {@code prediction}.
     *
     * @param views embeddings of at least two views: [N, D] each
     * @throws IllegalArgumentException if the sub-batches' size doesn't divide N, or a sub-batch's covariance is singular
     */
    @Override
    public Loss apply(List<Tensor> views) {
        requireReady();
        return apply(views, draws.orders(require(views), config.iterations));
    }

    /** The loss of given orders of the rows, one an iteration. */
    Loss apply(List<Tensor> views, List<int[]> orders) {
        require(views);
        return Inputs.compute(
                views, in -> formula(in.stream().map(replicas::gather).toList(), orders));
    }

    private int require(List<Tensor> views) {
        Checks.requireViews("WMseLoss", views, 2, 1);
        if (views.get(0).size(1) != config.dimensions) {
            throw Checks.shape("WMseLoss", "embeddings [N, " + config.dimensions + "]", views.get(0));
        }
        long n = views.get(0).size(0) * replicas.size();
        if (n % config.size != 0) {
            throw new IllegalArgumentException("WMseLoss whitens sub-batches of " + config.size
                    + " rows, which must divide the batch; got a batch of " + n);
        }
        return (int) n;
    }

    private Loss formula(List<Tensor> views, List<int[]> orders) {
        PairLoss distance = new NormalizedMse();
        List<Tensor> losses = new ArrayList<>();
        for (int[] order : orders) {
            List<Tensor> whitened = whitened(views, order);
            for (int i = 0; i < whitened.size(); i++) {
                for (int j = i + 1; j < whitened.size(); j++) {
                    losses.add(distance.apply(whitened.get(i), whitened.get(j)).total());
                }
            }
        }
        return Loss.of("prediction", Tensor.stack(losses, 0).mean());
    }

    /** Each view's rows in this order, whitened: [N, D]. */
    private List<Tensor> whitened(List<Tensor> views, int[] order) {
        List<List<Tensor>> parts = new ArrayList<>();
        views.forEach(view -> parts.add(new ArrayList<>()));
        Tensor indices = Tensor.of(order, order.length).to(views.get(0).device());
        for (int start = 0; start < order.length; start += config.size) {
            Tensor rows = indices.narrow(0, start, config.size);
            for (int i = 0; i < views.size(); i++) {
                parts.get(i).add(whitening.forward(Indexing.select(views.get(i), 0, rows)));
            }
        }
        return parts.stream().map(each -> Tensor.cat(each, 0)).toList();
    }

    @Override
    public String toString() {
        return "WMseLoss[" + config + ", " + draws + ", replicas=" + replicas + "]";
    }
}
