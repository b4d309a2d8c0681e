package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.DirectClrLoss;
import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * DirectCLR (Jing et al. 2022, arXiv:2110.09348, Understanding Dimensional Collapse in Contrastive Self-supervised
 * Learning, section 6). No projector: the first features are contrasted directly, the others learn by the residual
 * connections of the last block.
 *
 * <pre>
 * view 0 → encoder → h0, the first of it ─┐ attract, against all others of the batch
 * view 1 → encoder → h1, the first of it ─┘
 * </pre>
 *
 * The candidates are the other view of all images, in both directions, as in the official code.
 */
public final class DirectClr extends NetworkMethod<DirectClr.Config, EncoderOnly> {
    /**
     * The hyper-parameters (paper, §6; official code, main.py).
     *
     * @param dimensions how many features are compared; 360 of ResNet-50's 2,048; all where there are fewer
     * @param temperature divides the similarities; 0.1
     */
    public record Config(int dimensions, double temperature) implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.dimensions", dimensions);
            Check.above("method.temperature", temperature, 1e-8);
        }

        @Override
        public String name() {
            return "directclr";
        }

        @Override
        public DirectClr build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new DirectClr(this, backbone, views, seed, replicas);
        }
    }

    private final DirectClrLoss contrast;

    DirectClr(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new EncoderOnly(backbone.get()), seed);
        contrast = new DirectClrLoss(config.dimensions, new InfoNce(config.temperature, true, replicas));
    }

    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch);
        Tensor h0 = networks.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.encoder.forward(batch.view(1));
        Tensor compared = h0.narrow(1, 0, Math.min(config.dimensions, h0.size(1))); // [N, dimensions]
        Tensor counterpart = h1.narrow(1, 0, compared.size(1)); // [N, dimensions]
        return contrast.apply(h0, h1)
                .withEmbedding(compared)
                .withCounterpart(counterpart)
                .withFeatures(h0);
    }

    /**
     * A published recipe, each value with its source in {@code DirectClrRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("directclr", name);
    }
}
