package dev.selfsame.nn;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@code x Wᵀ + b}: [..., in] → [..., out]. Parameters {@code weight} [out, in] and {@code bias} [out], at first uniform
 * in ±1/√in as those of {@code torch.nn.Linear} (its {@code kaiming_uniform} with a = √5 is the same bound).
 */
public final class Linear extends Layer {
    private final int in;
    private final int out;
    private final Tensor weight;
    private final @Nullable Tensor bias;

    /** With bias. */
    public Linear(int in, int out) {
        this(in, out, true);
    }

    /**
     * A linear layer.
     *
     * @param in values that go in, at least 1
     * @param out values that come out, at least 1
     * @param bias whether b is added
     */
    public Linear(int in, int out, boolean bias) {
        this(in, out, bias, init(Check.atLeast(1, "in", in)), init(in));
    }

    /** With a bias of 0 at first, where there is one, and weights by {@code init}. */
    Linear(int in, int out, boolean bias, Init init) {
        this(in, out, bias, init, Init.constant(0));
    }

    private Linear(int in, int out, boolean bias, Init weight, Init biasInit) {
        this.in = Check.atLeast(1, "in", in);
        this.out = Check.atLeast(1, "out", out);
        this.weight = parameter("weight", weight, out, in);
        this.bias = bias ? parameter("bias", biasInit, out) : null;
    }

    /** What torch.nn.Linear starts with. */
    static Init init(int in) {
        return Init.uniform(1 / Math.sqrt(in));
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() < 1 || x.size(-1) != in) {
            throw new IllegalArgumentException(where() + " wants [..., " + in + "], got " + x);
        }
        return Norm.linear(x, weight, bias);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.linear(x, weight, bias);
    }

    @Override
    public String toString() {
        return "Linear(" + in + ", " + out + (bias == null ? ", no bias)" : ")");
    }
}
