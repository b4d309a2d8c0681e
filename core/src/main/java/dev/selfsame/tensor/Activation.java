package dev.selfsame.tensor;

import org.bytedeco.pytorch.global.torch;

/** Activation functions; {@link Tensor#relu()} stands with the everyday operations. */
public final class Activation {
    private Activation() {}

    /** {@code x Φ(x)}, exact (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
    public static Tensor gelu(Tensor x) {
        return Op.of("gelu", () -> torch.gelu(x.handle()), x);
    }
}
