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
        this.in = Check.atLeast(1, "in", in);
        this.out = Check.atLeast(1, "out", out);
        Init init = Init.uniform(1 / Math.sqrt(in));
        this.weight = parameter("weight", init, out, in);
        this.bias = bias ? parameter("bias", init, out) : null;
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
    public String toString() {
        return "Linear(" + in + ", " + out + (bias == null ? ", no bias)" : ")");
    }
}
