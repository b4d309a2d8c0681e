package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maximum manifold capacity representations, MMCR (Yerxa et al. 2023, arXiv:2303.03307): the nuclear norm ‖·‖∗, the sum
 * of the singular values, is made large for the centroids C [N, D] of the images' views, and small for the views Zᵢ of
 * each image:
 *
 * <pre>{@code
 * loss = −‖C‖∗ + λ 1/N Σᵢ ‖Zᵢ‖∗
 * }</pre>
 *
 * <p>Zᵢ [2k, D] has the k views of the online network and the k of the momentum network, C their means. The terms are
 * {@code centroids} and {@code views}. Gradients flow into all views.
 *
 * <p><b>Erratum.</b> Lightly puts the projector's output into this formula as it is, where it has no bound: embeddings lower
 * the loss just by growing. In the paper they have length 1, and then the loss is at least
 * −√(N · min(N, D)). Nothing is normalised in here either; what is given should be, as {@code method.Mmcr} does it.
 *
 * @param lambda λ, at least 0, by default 0.005
 * @param replicas who shares the batch; the centroids are those of the whole batch
 */
public record MmcrLoss(double lambda, Replicas replicas) implements PairLoss {
    /** Checks λ. */
    public MmcrLoss {
        Checks.requireAtLeast(0, "lambda", lambda);
    }

    /** λ 0.005. */
    public MmcrLoss() {
        this(0.005, Replicas.ONE);
    }

    /** The loss of one view of each network. */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        return apply(List.of(z0), List.of(z1));
    }

    /**
     * The terms {@code centroids} and {@code views}.
     *
     * @param online the online network's embeddings, view by view: [N, D] each
     * @param momentum the momentum network's, as many views
     */
    public Loss apply(List<Tensor> online, List<Tensor> momentum) {
        if (online.size() != momentum.size()) {
            throw new IllegalArgumentException(
                    "MmcrLoss wants as many views of both networks, got " + online.size() + " and " + momentum.size());
        }
        List<Tensor> views = Inputs.joined(online, momentum);
        Checks.requireViews("MmcrLoss", views, 2, 1);
        return Inputs.compute(views, this::formula);
    }

    private Loss formula(List<Tensor> views) {
        Tensor z = Tensor.stack(views, 1); // [N, 2k, D]
        Tensor centroids = replicas.gather(z.mean(1, false)); // [all, D]
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("centroids", Linalg.singularValues(centroids).sum().neg());
        terms.put("views", Linalg.singularValues(z).sum().mul(lambda / z.size(0)));
        return Loss.of(terms);
    }
}
