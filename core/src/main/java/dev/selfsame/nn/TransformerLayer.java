package dev.selfsame.nn;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * A layer of a transformer's encoder (Vaswani et al. 2017, arXiv:1706.03762, section 3.1): [N, L, D] → [N, L, D]. {@link
 * SelfAttention}, then two linear layers with ReLU between; what each makes is added to what it got, and a layer norm
 * follows. Names and initial weights are those of {@code torch.nn.TransformerEncoderLayer}. No dropout.
 */
public final class TransformerLayer extends Layer {
    private final SelfAttention attention;
    private final Linear widen;
    private final Linear narrow;
    private final LayerNorm first;
    private final LayerNorm second;

    /**
     * A layer.
     *
     * @param dimensions D, at least 1
     * @param heads of the attention; they must divide D
     * @param hidden width between the linear layers, at least 1
     */
    public TransformerLayer(int dimensions, int heads, int hidden) {
        attention = child("self_attn", new SelfAttention(dimensions, heads));
        widen = child("linear1", new Linear(dimensions, hidden));
        narrow = child("linear2", new Linear(hidden, dimensions));
        first = child("norm1", new LayerNorm(dimensions));
        second = child("norm2", new LayerNorm(dimensions));
    }

    @Override
    public Tensor forward(Tensor x) {
        try (Scope scope = new Scope()) {
            Tensor mixed = first.forward(x.add(attention.forward(x)));
            Tensor made = narrow.forward(widen.forward(mixed).relu());
            return scope.keep(second.forward(mixed.add(made)));
        }
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        V mixed = first.describe(to, to.add(x, attention.describe(to, x)));
        V made = narrow.describe(to, to.relu(widen.describe(to, mixed)));
        return second.describe(to, to.add(mixed, made));
    }

    @Override
    public String toString() {
        return "TransformerLayer(" + attention + ")";
    }
}
