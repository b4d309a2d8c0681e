package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Supervised contrastive learning (Khosla et al. 2020, arXiv:2004.11362, eq. 2, L_out): {@link NtXent} with labels. Each
 * of the VN embeddings is an anchor; its positives P(i) are all others of its class, in any view, and its candidates A(i)
 * all others:
 *
 * <pre>{@code
 * loss = scale · mean over VN anchors i of  −1/|P(i)| Σ_{p ∈ P(i)} log( exp(cos(zᵢ, zₚ)/τ) / Σ_{a ∈ A(i)} exp(cos(zᵢ, zₐ)/τ) )
 * }</pre>
 *
 * <p>The sum over the positives stands outside the logarithm; inside (L_in, eq. 3) it is never larger and trains worse, as
 * the paper shows. An anchor without positives, which one view only can have, counts as 0. Where every image has a label of
 * its own this is NT-Xent. Gradients flow into all views.
 *
 * @param temperature τ, by default 0.1, the paper's; not almost 0
 * @param scale a factor of the whole loss, above 0, by default 1, eq. 2 as it stands; the authors' code has τ/0.07 in
 *     PyTorch and τ in TensorFlow, so that the size of gradients doesn't follow τ
 * @param replicas who shares the batch: the anchors are those of this replica, the candidates those of all
 */
public record SupConLoss(double temperature, double scale, Replicas replicas) implements PairLoss {
    /** Checks temperature and scale. */
    public SupConLoss {
        Pairs.requireTemperature(temperature);
        Checks.requirePositive("scale", scale);
    }

    /** A temperature of 0.1, no scale. */
    public SupConLoss() {
        this(0.1, 1);
    }

    /** One replica. */
    public SupConLoss(double temperature, double scale) {
        this(temperature, scale, Replicas.ONE);
    }

    /** The term {@code contrastive} where each image is a class of its own: NT-Xent. */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("SupConLoss", z0, z1, 1);
        return Inputs.compute(
                List.of(z0, z1),
                z -> formula(
                        z, Candidates.own(1, z0.size(0), replicas).squeeze(1).to(z0.device())));
    }

    /**
     * The term {@code contrastive}.
     *
     * @param views embeddings of each view, row i of all from the same image: one or more of [N, D]
     * @param labels the class of each image: int64 [N]
     */
    public Loss apply(List<Tensor> views, Tensor labels) {
        if (views.isEmpty()) {
            throw new IllegalArgumentException("SupConLoss wants at least one view, got none");
        }
        views.forEach(view -> Pairs.requireRows("SupConLoss", views.get(0), view, 1));
        if (labels.dtype().isFloating()
                || labels.rank() != 1
                || labels.count() != views.get(0).size(0)) {
            throw Checks.shape(
                    "SupConLoss",
                    "a whole number as label for each of " + views.get(0).size(0),
                    labels);
        }
        return Inputs.compute(views, z -> formula(z, labels));
    }

    private Loss formula(List<Tensor> views, Tensor labels) {
        int count = views.size();
        long n = labels.count();
        List<Tensor> mine = views.stream().map(Norm::l2).toList(); // [N, D] each
        List<Tensor> others = new ArrayList<>();
        mine.forEach(view -> others.add(replicas.gather(view))); // [all, D] each
        Tensor anchors = Tensor.cat(mine, 0); // [V·N, D]
        Tensor candidates = Tensor.cat(others, 0); // [V·all, D]
        Tensor every = replicas.gather(labels); // [all]
        Tensor logits = anchors.div(temperature).matmul(candidates.t()); // [V·N, V·all]

        Tensor of = Tensor.cat(Collections.nCopies(count, labels), 0).unsqueeze(1); // [V·N, 1]
        Tensor same = Compare.eq(of, Tensor.cat(Collections.nCopies(count, every), 0)); // [V·N, V·all]
        Tensor isSelf = Candidates.isAt(Candidates.own(count, n, replicas), logits);
        Tensor positive = Indexing.maskedFill(same.to(DType.FLOAT32), isSelf, 0).to(logits.dtype());
        Tensor sizes = positive.sum(1, false); // |P|: [V·N]
        Tensor normaliser =
                Softmax.logSumExp(Indexing.maskedFill(logits, isSelf, Double.NEGATIVE_INFINITY), 1, true); // [V·N, 1]
        Tensor sums = normaliser.sub(logits).mul(positive).sum(1, false); // [V·N]
        return Loss.of("contrastive", sums.div(sizes.clampMin(1)).mean().mul(scale));
    }
}
