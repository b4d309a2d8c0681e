package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;

/**
 * The head of CAPI (Darcet et al. 2025, arXiv:2502.08769): vectors of length 1, then one linear layer, whose
 * rows are the clusters: [..., in] → [..., clusters]. The names are Lightly's, {@code layer.weight}, or {@code
 * layer.weight_g} and {@code layer.weight_v}. At first the weights are standard normal, as in the authors' code.
 */
public final class CapiHead extends Layer {
    private final Layer unit = new UnitLength(1e-7);
    private final Layer layer;

    /** Without bias and weight norm. */
    public CapiHead(int in, int clusters) {
        this(in, clusters, false, false);
    }

    /**
     * A head without weights yet.
     *
     * @param in values that go in, at least 1
     * @param clusters values that come out, at least 1; 16,384 in the paper
     * @param bias whether there is one, at first 0
     * @param weightNorm whether the clusters keep length 1, as those that the predictor is compared with
     */
    public CapiHead(int in, int clusters, boolean bias, boolean weightNorm) {
        Init normal = Init.normal(1);
        layer = child(
                "layer",
                weightNorm
                        ? new WeightNormLinear(in, clusters, bias, true, normal)
                        : new Linear(in, clusters, bias, normal));
    }

    @Override
    public Tensor forward(Tensor x) {
        return chain(x, unit, layer);
    }

    @Override
    public String toString() {
        return "CapiHead(" + layer + ")";
    }
}
