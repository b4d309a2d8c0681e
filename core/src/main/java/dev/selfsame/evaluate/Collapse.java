package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;

/** Measures of collapse. */
public final class Collapse {
    private Collapse() {}

    /** The mean spread of L2-normalised rows [N, D], times √D: 1 is ideal, 0 collapsed. */
    public static double embeddingStd(Tensor rows) {
        Tensor unit = Norm.l2(rows.to(DType.FLOAT32));
        return unit.std(0, true, false).mean().item() * Math.sqrt((double) rows.size(1));
    }

    /** RankMe (Garrido et al. 2023, arXiv:2210.02885): e to the entropy of the normalised singular values. */
    public static double effectiveRank(Tensor rows) {
        double[] values = Linalg.singularValues(rows.to(DType.FLOAT32)).toDoubles();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double entropy = 0;
        for (double value : values) {
            double p = value / sum + 1e-7;
            entropy -= p * Math.log(p);
        }
        return Math.exp(entropy);
    }
}
