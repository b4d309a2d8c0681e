package dev.selfsame.model;

import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.function.Supplier;

/** The forward pass of a network in evaluation mode, on the calling thread; its memory is free afterwards. */
final class Inference {
    private final Backbone backbone;
    private final EncoderConfig config;

    Inference(Backbone backbone, EncoderConfig config) {
        this.backbone = backbone;
        this.config = config;
    }

    Backbone backbone() {
        return backbone;
    }

    /**
     * Embeds a batch.
     *
     * @param images makes the input, [N, H, W, C], normalised
     * @return [N, D], row by row
     */
    float[] run(Supplier<Tensor> images) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor input = images.get().permute(0, 3, 1, 2).to(config.device()); // [N, C, H, W], channels last
            return forward(input).to(DType.FLOAT32).toFloats();
        }
    }

    private Tensor forward(Tensor input) {
        if (!config.bf16()) {
            return backbone.forward(input);
        }
        try (Autocast cast = Autocast.to(DType.BFLOAT16, config.device())) {
            return backbone.forward(input);
        }
    }
}
