package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * VISReg (Wu et al. 2026, arXiv:2606.02572, section 3, eq. 1 to 8 and algorithm 1): {@link LeJepaLoss}'s invariance,
 * with centre, scale and shape of the embeddings' distribution regularised apart. Per view, over the batch:
 *
 * <pre>{@code
 * loss   = (1 − λ) prediction + λ ( wₛ scale + w_h shape + w_c center )
 * prediction = mean over views, rows and features of (z − mean of the global views)²
 * center = mean over features of mean²
 * scale  = mean over features of (1 − std)²
 * shape  = mean over slices and i of (x₍ᵢ₎ − Φ⁻¹(i / (N + 1)))²,  x = (z − mean) / (stopgrad(std) + eps) · a
 * }</pre>
 *
 * <p>x₍ᵢ₎ are the projections on a slice, a random direction a of length 1, in rising order, and Φ⁻¹ gives the normal
 * quantiles. The standard deviation is the biased one. The terms are {@code prediction}, {@code scale}, {@code shape}
 * and {@code center}, weighted; gradients flow into all views. The slices are drawn anew for each batch, by seed and
 * the buffer {@code draws.step}, which holds still after {@code update(false)} and in evaluation. In the paper each
 * replica has its own batch and slices; here replicas share both.
 */
public final class VisRegLoss extends Module implements ViewsLoss {
    private static final double LEAST_VARIANCE = 1e-24; // of which the root has a gradient

    private final Config config;
    private final Replicas replicas;
    private final LossDraws draws;

    /**
     * How VISReg weighs and looks.
     *
     * @param lambda λ, weight of the regularisation, 0 to 1, by default 0.9; the paper advises 0.6 for small data sets
     * @param slices number of directions, at least 1, by default 4096
     * @param scale wₛ, by default 1
     * @param shape w_h, by default 1
     * @param center w_c, by default 1
     * @param eps added to the standard deviation in the shape, above 0, by default 1e-4
     */
    public record Config(double lambda, int slices, double scale, double shape, double center, double eps) {
        /** Checks the ranges. */
        public Config {
            Checks.requireShare("lambda", lambda);
            Checks.requireAtLeast(1, "slices", slices);
            Checks.requireAtLeast(0, "scale", scale);
            Checks.requireAtLeast(0, "shape", shape);
            Checks.requireAtLeast(0, "center", center);
            Checks.requirePositive("eps", eps);
        }

        /** λ 0.9, 4096 slices, weights of 1. */
        public Config() {
            this(0.9, 4096, 1, 1, 1, 1e-4);
        }
    }

    /** The usual {@link Config}, seed 0, one replica. */
    public VisRegLoss() {
        this(new Config(), 0, Replicas.ONE);
    }

    /**
     * A loss at step 0.
     *
     * @param config how it weighs and looks
     * @param seed of the slices
     * @param replicas who shares the batch
     */
    public VisRegLoss(Config config, long seed, Replicas replicas) {
        this.config = config;
        this.replicas = replicas;
        this.draws = child("draws", new LossDraws(seed, "visreg"));
    }

    /** Whether the slices change from now on; at first they do. */
    public void update(boolean on) {
        draws.update(on);
    }

    /** The loss of views that are all global. */
    @Override
    public Loss apply(List<Tensor> views) {
        return apply(views, List.of());
    }

    /**
     * The terms {@code prediction}, {@code scale}, {@code shape} and {@code center}.
     *
     * @param globals embeddings of views of most of the image, at least one: [N, D] each
     * @param locals embeddings of views of small parts: [N, D] each
     * @throws IllegalArgumentException for a batch of one
     */
    public Loss apply(List<Tensor> globals, List<Tensor> locals) {
        return apply(globals, locals, rows -> draws.directions(rows, config.slices));
    }

    /** The loss for given slices [D, S], of any length. */
    Loss apply(List<Tensor> globals, List<Tensor> locals, Tensor slices) {
        return apply(globals, locals, rows -> slices);
    }

    private Loss apply(List<Tensor> globals, List<Tensor> locals, UnaryOperator<Tensor> slices) {
        requireReady();
        Checks.requireViews("VisRegLoss", globals, 1, 1);
        List<Tensor> views = Inputs.joined(globals, locals);
        Checks.requireViews("VisRegLoss", views, 1, replicas.size() == 1 ? 2 : 1);
        return Inputs.compute(views, in -> formula(in, globals.size(), slices));
    }

    private Loss formula(List<Tensor> views, int globals, UnaryOperator<Tensor> slices) {
        Tensor own = Tensor.stack(views, 0); // [V, N, D]
        Tensor all = Tensor.stack(views.stream().map(replicas::gather).toList(), 0); // [V, all, D]
        Tensor mean = all.mean(1, true); // [V, 1, D]
        Tensor deviation = all.sub(mean); // [V, all, D]
        Tensor std = deviation.square().mean(1, true).clampMin(LEAST_VARIANCE).sqrt(); // [V, 1, D]
        Tensor standard = deviation.div(std.detach().add(config.eps));
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("prediction", LeJepaLoss.invariance(own, globals).mul(1 - config.lambda));
        terms.put("scale", std.sub(1).square().mean().mul(config.lambda * config.scale));
        terms.put("shape", NormalShape.distance(standard, slices.apply(all)).mul(config.lambda * config.shape));
        terms.put("center", mean.square().mean().mul(config.lambda * config.center));
        return Loss.of(terms);
    }

    @Override
    public String toString() {
        return "VisRegLoss[" + config + ", " + draws + ", replicas=" + replicas + "]";
    }
}
