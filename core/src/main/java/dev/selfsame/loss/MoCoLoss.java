package dev.selfsame.loss;

import dev.selfsame.nn.MemoryBank;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.List;

/**
 * Momentum contrast (He et al. 2020, arXiv:1911.05722, eq. 1): InfoNCE whose negatives are the keys of earlier batches.
 * An anchor is a row of view 0, the query; its positive is the same row of view 1, the key; its negatives are the K rows m
 * of a {@link MemoryBank}:
 *
 * <pre>{@code
 * loss = mean over N queries i of  −log( exp(cos(qᵢ, kᵢ)/τ) / (exp(cos(qᵢ, kᵢ)/τ) + Σₘ exp(qᵢ·m/‖qᵢ‖τ)) )
 * }</pre>
 *
 * <p>One direction only. Gradients flow into both views; MoCo detaches the keys, since its key encoder is a moving
 * average. The bank is read as it is and holds still: a step puts its keys in afterwards,
 *
 * <pre>{@code
 * Loss loss = moco.apply(query, key);
 * bank.enqueue(key);
 * }</pre>
 *
 * <p>in training only. Lightly's {@code NTXentLoss(memory_bank_size=…)} is this, with the update inside.
 *
 * @param temperature τ, by default 0.07 (MoCo v2: 0.2). Not almost 0.
 * @param bank the negatives, of length 1. It belongs to the method, which has it in its state, and may serve other losses.
 *     Where it gathers over replicas, this needs no more.
 */
public record MoCoLoss(double temperature, MemoryBank bank) implements PairLoss {
    /** Checks the temperature. */
    public MoCoLoss {
        Pairs.requireTemperature(temperature);
    }

    /** A temperature of 0.07. */
    public MoCoLoss(MemoryBank bank) {
        this(0.07, bank);
    }

    /** The term {@code contrastive}. */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("MoCoLoss", z0, z1, 1);
        requireFit("MoCoLoss", bank, z0);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Tensor queries = Norm.l2(z0).div(temperature); // [N, D]
        Tensor positives = queries.mul(Norm.l2(z1)).sum(1, true); // [N, 1]
        Tensor negatives = queries.matmul(rows(bank, z0).t()); // [N, K]
        Tensor logits = Tensor.cat(List.of(positives, negatives), 1); // [N, 1 + K]
        Tensor first = Tensor.zeros(DType.INT64, z0.size(0)).to(z0.device());
        return Loss.of("contrastive", Softmax.crossEntropy(logits, first));
    }

    /** The bank's rows in the type of the embeddings. */
    static Tensor rows(MemoryBank bank, Tensor z) {
        return bank.rows().to(z.dtype());
    }

    /** Embeddings and bank must be equally wide. */
    static void requireFit(String name, MemoryBank bank, Tensor z) {
        if (z.size(1) != bank.dimensions()) {
            throw Checks.shape(name, "embeddings [N, " + bank.dimensions() + "], as wide as its bank", z);
        }
    }
}
