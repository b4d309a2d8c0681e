package dev.selfsame.lab;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.stream.LongStream;

/**
 * InfoNCE (van den Oord, Li and Vinyals 2018, arXiv:1807.03748, eq. 4) in both directions, with the next images of the
 * batch as negatives instead of all of them: batches are shuffled, so these are any.
 *
 * <pre>{@code
 * loss = mean over i of  −log( exp(cos(aᵢ, bᵢ)/τ) / Σ_{j = i, i+1, …, i+K} exp(cos(aᵢ, bⱼ)/τ) )
 * }</pre>
 *
 * @param temperature τ
 * @param negatives K; the N − 1 that there are, if fewer
 * @param replicas who shares the batch; the next images are those of all of it
 */
record FewNegatives(double temperature, int negatives, Replicas replicas) implements PairLoss {
    /** Checks the range. */
    FewNegatives {
        if (negatives < 1) {
            throw new IllegalArgumentException("negatives must be at least 1, got " + negatives);
        }
    }

    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Tensor a = Norm.l2(z0.to(DType.FLOAT32)); // [N, D]
        Tensor b = Norm.l2(z1.to(DType.FLOAT32)); // [N, D]
        Tensor left = leftOut((int) a.size(0)).to(a.device()); // [N, all]
        Tensor forth = direction(a, replicas.gather(b), left);
        Tensor back = direction(b, replicas.gather(a), left);
        return Loss.of("contrastive", forth.add(back).mul(0.5));
    }

    private Tensor direction(Tensor anchors, Tensor others, Tensor left) {
        Tensor logits = anchors.div(temperature).matmul(others.t()); // [N, all]
        Tensor some = Indexing.maskedFill(logits, left, Double.NEGATIVE_INFINITY);
        int n = (int) anchors.size(0);
        int first = n * replicas.rank();
        Tensor positive = Tensor.of(LongStream.range(first, first + n).toArray(), n);
        return Softmax.crossEntropy(some, positive.to(anchors.device()));
    }

    /** Which images are neither the anchor's own nor one of the next K: bool [N, all]. */
    private Tensor leftOut(int n) {
        int all = n * replicas.size();
        int first = n * replicas.rank();
        float[] out = new float[n * all];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < all; j++) {
                out[i * all + j] = Math.floorMod(j - first - i, all) > negatives ? 1 : 0;
            }
        }
        return Compare.gt(Tensor.of(out, n, all), 0.5);
    }
}
