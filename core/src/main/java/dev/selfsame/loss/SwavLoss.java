package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The swapped prediction of SwAV (Caron et al. 2020, arXiv:2006.09882, eq. 2 and 6). Inputs are scores, the similarities
 * of embeddings to prototypes. Each high-resolution view i has codes q, the scores of its batch balanced by {@link
 * Sinkhorn}; every other view j has to predict them:
 *
 * <pre>{@code
 * loss = mean over high i, over other views j and over N rows of  −Σₖ qᵢₖ log softmax(zⱼ/τ)ₖ
 * }</pre>
 *
 * <p>Codes carry no gradient; it flows into the scores that predict. Embeddings and prototypes have length 1 in the paper,
 * so scores are −1 to 1; here they may have any size.
 *
 * <p><b>Queue.</b> Where batches are small beside the number of prototypes, the scores of earlier embeddings, one tensor a
 * high-resolution view, are balanced together with the batch's; they have no part in the loss otherwise.
 *
 * <p><b>Erratum.</b> Lightly computes {@code exp(score / ε)} as it stands: in float32 a score above 4.4 makes its loss
 * NaN at the usual ε, though codes don't change when a constant is added to all scores. With one view it divides 0 by 0,
 * which is refused here.
 *
 * @param temperature τ of the predictions, by default 0.1
 * @param epsilon ε of the codes, by default 0.05
 * @param iterations Sinkhorn's, by default 3
 * @param replicas who shares the batch; codes are balanced over the whole of it
 */
public record SwavLoss(double temperature, double epsilon, int iterations, Replicas replicas) {
    /** Checks the numbers. */
    public SwavLoss {
        Checks.divisor("temperature", temperature);
        Checks.divisor("epsilon", epsilon);
        Checks.count("iterations", iterations, 0);
    }

    /** τ 0.1, ε 0.05, three iterations. */
    public SwavLoss() {
        this(0.1, 0.05, 3, Replicas.ONE);
    }

    /** Without a queue. */
    public Loss apply(List<Tensor> high, List<Tensor> low) {
        return apply(high, low, List.of());
    }

    /**
     * The term {@code swapped}.
     *
     * @param high scores of the high-resolution views, at least one: [N, K] each
     * @param low scores of the low-resolution views, maybe none; two views in all at least: [N, K] each
     * @param queue scores of the queue of each high-resolution view, [M, K] each, or nothing; of several replicas each
     *     gives a part of its own
     */
    public Loss apply(List<Tensor> high, List<Tensor> low, List<Tensor> queue) {
        List<Tensor> views = Inputs.joined(high, low);
        if (high.isEmpty() || views.size() < 2) {
            throw new IllegalArgumentException("SwavLoss wants two views of which one is of high resolution, got "
                    + high.size() + " of high and " + low.size() + " of low");
        }
        if (!queue.isEmpty() && queue.size() != high.size()) {
            throw new IllegalArgumentException("SwavLoss wants a queue for each of " + high.size()
                    + " high-resolution views or none, got " + queue.size());
        }
        Checks.requireViews("SwavLoss", "scores", views);
        for (Tensor scores : queue) {
            Checks.requireShape(
                    "SwavLoss", "scores of the queue", scores, -1, views.get(0).size(1));
        }
        return Inputs.compute(Inputs.joined(views, queue), full -> {
            int n = views.size();
            return formula(full.subList(0, n), full.subList(n, full.size()), high.size());
        });
    }

    private Loss formula(List<Tensor> views, List<Tensor> queue, int high) {
        List<Tensor> predictions = views.stream()
                .map(view -> Softmax.logSoftmax(view.div(temperature), 1)) // [N, K]
                .toList();
        List<Tensor> pairs = new ArrayList<>();
        for (int i = 0; i < high; i++) {
            Tensor codes = codes(views.get(i), queue.isEmpty() ? List.of() : queue.subList(i, i + 1)); // [N, K]
            for (int j = 0; j < views.size(); j++) {
                if (j != i) {
                    pairs.add(codes.mul(predictions.get(j)).sum(1, false).mean().neg());
                }
            }
        }
        return Loss.of("swapped", Tensor.stack(pairs, 0).mean());
    }

    private Tensor codes(Tensor scores, List<Tensor> queue) {
        List<Tensor> rows = new ArrayList<>(List.of(scores.detach()));
        queue.forEach(more -> rows.add(more.detach()));
        return new Sinkhorn(iterations, replicas)
                .ofScores(Tensor.cat(rows, 0), epsilon)
                .narrow(0, 0, scores.size(0));
    }
}
