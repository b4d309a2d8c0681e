package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;

/**
 * DirectCLR (Jing et al. 2022, arXiv:2110.09348, section 6): a contrastive loss on the first values of the backbone's
 * output, with no projection head. The other values are trained through the residual connections of the last block only.
 * Symmetric where the loss is; the other values have gradient 0.
 *
 * @param dimensions d₀, how many values, at least 1; by default 64 (the paper: 360 of ResNet-50's 2048). All of them where
 *     there are fewer.
 * @param loss the loss of those, by default {@link NtXent} at 0.5; Lightly's with a memory bank is {@link MoCoLoss}
 */
public record DirectClrLoss(int dimensions, PairLoss loss) implements PairLoss {
    /** Checks the number of values. */
    public DirectClrLoss {
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions must be at least 1, got " + dimensions);
        }
    }

    /** 64 values, NT-Xent at 0.5. */
    public DirectClrLoss() {
        this(64, new NtXent());
    }

    /**
     * The terms of the loss.
     *
     * @param z0 the backbone's output for view 0: [N, D], or of higher rank, which is flattened
     * @param z1 that for view 1
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireAlike("DirectClrLoss", z0, z1);
        if (z0.rank() < 2 || z0.count() == 0) {
            throw Checks.shape("DirectClrLoss", "representations [N, D]", z0);
        }
        return Pairs.compute(z0, z1, (a, b) -> loss.apply(first(a), first(b)));
    }

    private Tensor first(Tensor z) {
        Tensor flat = z.flatten(1); // [N, D]
        return flat.narrow(1, 0, Math.min(dimensions, flat.size(1)));
    }
}
