package dev.selfsame.nn;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * Self-attention of several heads (Vaswani et al. 2017, arXiv:1706.03762, section 3.2): [N, L, D] → [N, L, D]. Every token
 * takes a mean of all tokens' values, weighted by how its query agrees with their keys. Names and initial weights are those
 * of {@code torch.nn.MultiheadAttention}: {@code in_proj_weight} [3D, D] and {@code in_proj_bias} [3D] for queries, keys and
 * values, {@code out_proj}. No dropout.
 */
public final class SelfAttention extends Layer {
    private final int dimensions;
    private final AttentionHeads heads;
    private final Tensor weight;
    private final Tensor bias;
    private final Linear out;

    /**
     * Self-attention.
     *
     * @param dimensions D, at least 1
     * @param heads at least 1; they must divide D
     */
    public SelfAttention(int dimensions, int heads) {
        this.dimensions = Check.atLeast(1, "dimensions", dimensions);
        this.heads = new AttentionHeads(dimensions, Check.atLeast(1, "heads", heads));
        if (dimensions % heads != 0) {
            throw new IllegalArgumentException(heads + " heads don't divide " + dimensions + " dimensions");
        }
        double bound = Math.sqrt(6.0 / (4.0 * dimensions)); // Xavier's, of D in and 3D out
        this.weight = parameter("in_proj_weight", Init.uniform(bound), 3L * dimensions, dimensions);
        this.bias = parameter("in_proj_bias", Init.constant(0), 3L * dimensions);
        this.out = child("out_proj", new Linear(dimensions, dimensions, true, Linear.init(dimensions)));
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() != 3 || x.size(2) != dimensions) {
            throw new IllegalArgumentException(where() + " wants [N, L, " + dimensions + "], got " + x);
        }
        try (Scope scope = new Scope()) {
            return scope.keep(out.forward(heads.mix(Norm.linear(x, weight, bias))));
        }
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return out.describe(to, heads.describe(to, to.linear(x, weight, bias)));
    }

    @Override
    public String toString() {
        return "SelfAttention(" + dimensions + ", " + heads.heads() + " heads)";
    }
}
