package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All4One (Estepa et al. 2023, arXiv:2303.09417, section 3): three objectives on two views. Neighbours and centroids
 * are contrasted by {@link InfoNce}, across the views and in both directions; the features of the online and the
 * momentum network are decorrelated, as {@link BarlowTwinsLoss} does without centring:
 *
 * <pre>{@code
 * loss = σ neighbour + κ centroid + η feature
 * neighbour = ½ NCE(n0, p1) + ½ NCE(n1, p0)      centroid = ½ NCE(c0, s1) + ½ NCE(c1, s0)
 * feature = √( mean over views of mean (1 − Rᵢᵢ)² ) + √( mean over views of mean_{i ≠ j} Rᵢⱼ² )
 * }</pre>
 *
 * <p>n is the nearest neighbour of a view's momentum embedding, p the view's prediction; c is what the transformer
 * makes of the neighbours, s what it makes of them with the second prediction in the first place. R [D, D] are the
 * products of momentum features of one view with online features of the other, columns of length 1 over the batch. The
 * terms are {@code neighbour}, {@code centroid} and {@code feature}, weighted. Gradients flow into all inputs; the
 * method detaches neighbours and momentum embeddings.
 *
 * @param temperature of the neighbours, by default 0.2
 * @param centroidTemperature of the centroids, by default 0.1, as the official code leaves it
 * @param neighbourWeight σ, by default 0.5
 * @param centroidWeight κ, by default 0.5
 * @param featureWeight η, by default 2.5: in the official code 0.5 · 10 · 0.5
 * @param replicas who shares the batch; R is that of the whole batch
 */
public record All4OneLoss(
        double temperature,
        double centroidTemperature,
        double neighbourWeight,
        double centroidWeight,
        double featureWeight,
        Replicas replicas) {
    private static final double LEAST_SQUARE = 1e-24; // of which the root has a gradient

    /** Checks temperatures and weights. */
    public All4OneLoss {
        Pairs.requireTemperature(temperature);
        Pairs.requireTemperature(centroidTemperature);
        Checks.requireAtLeast(0, "neighbourWeight", neighbourWeight);
        Checks.requireAtLeast(0, "centroidWeight", centroidWeight);
        Checks.requireAtLeast(0, "featureWeight", featureWeight);
    }

    /** The official recipes' temperatures and weights. */
    public All4OneLoss() {
        this(0.2, 0.1, 0.5, 0.5, 2.5, Replicas.ONE);
    }

    /**
     * What the loss compares of one view: [N, D] each.
     *
     * @param neighbour nearest in the queue to the momentum embedding
     * @param prediction of the online network
     * @param centroid what the transformer makes of the neighbours
     * @param shifted what it makes of the second prediction and the neighbours but the last
     * @param online the online projection
     * @param momentum the momentum network's embedding
     */
    public record View(
            Tensor neighbour, Tensor prediction, Tensor centroid, Tensor shifted, Tensor online, Tensor momentum) {
        private List<Tensor> all() {
            return List.of(neighbour, prediction, centroid, shifted, online, momentum);
        }

        private static View of(List<Tensor> all) {
            return new View(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5));
        }
    }

    /** The terms {@code neighbour}, {@code centroid} and {@code feature} of two views alike. */
    public Loss apply(View v0, View v1) {
        List<Tensor> inputs = Inputs.joined(v0.all(), v1.all());
        Checks.requireViews("All4OneLoss", inputs, 1, 1);
        return Inputs.compute(inputs, in -> formula(View.of(in.subList(0, 6)), View.of(in.subList(6, 12))));
    }

    private Loss formula(View a, View b) {
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put(
                "neighbour",
                crossed(temperature, a.neighbour, b.prediction, b.neighbour, a.prediction)
                        .mul(neighbourWeight));
        terms.put(
                "centroid",
                crossed(centroidTemperature, a.centroid, b.shifted, b.centroid, a.shifted)
                        .mul(centroidWeight));
        terms.put("feature", feature(a, b).mul(featureWeight));
        return Loss.of(terms);
    }

    private Tensor crossed(double tau, Tensor anchors0, Tensor others1, Tensor anchors1, Tensor others0) {
        InfoNce contrast = new InfoNce(tau, false, replicas);
        return contrast.apply(anchors0, others1)
                .total()
                .add(contrast.apply(anchors1, others0).total())
                .mul(0.5);
    }

    private Tensor feature(View a, View b) {
        Tensor products = Tensor.stack(List.of(products(a.momentum, b.online), products(b.momentum, a.online)), 0);
        long d = products.size(2);
        Tensor identity = Linalg.eye(products.dtype(), d).to(products.device());
        Tensor diagonal = products.mul(identity).sum(2, false); // [2, D]
        Tensor rest = products.mul(identity.neg().add(1)); // [2, D, D]
        Tensor on = diagonal.sub(1).square().mean();
        Tensor off = rest.square().sum().div(Math.max(1, 2.0 * d * (d - 1)));
        return root(on).add(root(off));
    }

    private Tensor products(Tensor momentum, Tensor online) {
        Tensor m = Columns.unit(momentum, replicas); // [N, D]
        Tensor z = Columns.unit(online, replicas); // [N, D]
        return replicas.sum(m.t().matmul(z)); // [D, D]
    }

    private static Tensor root(Tensor square) {
        return square.clampMin(LEAST_SQUARE).sqrt();
    }
}
