package dev.selfsame.nn;

import dev.selfsame.nn.ProjectionHead.Activation;
import dev.selfsame.nn.ProjectionHead.Block;
import dev.selfsame.nn.ProjectionHead.BlockNorm;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of DINO (Caron et al. 2021, arXiv:2104.14294, section 3.1) and of DINOv2 (Oquab et al. 2023,
 * arXiv:2304.07193): three linear layers with GELU between them down to a bottleneck, vectors of length 1, and a linear
 * layer without bias whose rows, the prototypes, have a length of their own: [N, in] → [N, out]. The names are Lightly's:
 * {@code layers.0.weight} on, {@code last_layer.weight_g} and {@code last_layer.weight_v}.
 *
 * <p>At first the weights of the three layers are normal with standard deviation 0.02 and their biases 0, as in the
 * authors' code (its truncation, at ±2, cuts off nothing); the last layer's directions are as those of {@code
 * torch.nn.Linear}.
 */
public final class DinoHead extends Layer {
    private static final double STD = 0.02;

    private final Config config;
    private final Sequential layers;
    private final Layer unit = new UnitLength(1e-12);
    private final WeightNormLinear last;

    /**
     * Which head.
     *
     * @param in values that go in, at least 1
     * @param hidden width inside; 2048
     * @param bottleneck length of what is normalised; 256
     * @param out values that come out; 65,536
     * @param batchNorm whether the layers before the bottleneck have batch norm instead of a bias; not in the paper
     * @param normLastLayer whether the prototypes keep length 1: DINO's default, for stability; not in DINOv2
     * @param layers linear layers down to the bottleneck, at least 1; 3
     * @param frozenEpochs epochs at the start in which the last layer learns nothing, see {@link
     *     #cancelLastLayerGradients}; 1 in DINO's code, 0 for none
     */
    public record Config(
            int in,
            int hidden,
            int bottleneck,
            int out,
            boolean batchNorm,
            boolean normLastLayer,
            int layers,
            int frozenEpochs) {
        /** Checks the ranges. */
        public Config {
            Check.atLeast(1, "in", in);
            Check.atLeast(1, "hidden", hidden);
            Check.atLeast(1, "bottleneck", bottleneck);
            Check.atLeast(1, "out", out);
            Check.atLeast(1, "layers", layers);
            Check.atLeast(0, "frozen-epochs", frozenEpochs);
        }

        /** DINO's: no batch norm, prototypes of length 1, none of them frozen. */
        public static Config dino(int in, int hidden, int bottleneck, int out) {
            return new Config(in, hidden, bottleneck, out, false, true, 3, 0);
        }

        /** DINOv2's: the same with lengths that are trained. */
        public static Config dinoV2(int in, int hidden, int bottleneck, int out) {
            return new Config(in, hidden, bottleneck, out, false, false, 3, 0);
        }

        /** With batch norm, or without. */
        public Config withBatchNorm(boolean on) {
            return new Config(in, hidden, bottleneck, out, on, normLastLayer, layers, frozenEpochs);
        }

        /** With prototypes that keep length 1, or not. */
        public Config withNormLastLayer(boolean on) {
            return new Config(in, hidden, bottleneck, out, batchNorm, on, layers, frozenEpochs);
        }

        /** With another number of linear layers down to the bottleneck, at least 1. */
        public Config withLayers(int number) {
            return new Config(in, hidden, bottleneck, out, batchNorm, normLastLayer, number, frozenEpochs);
        }

        /** With a last layer that learns nothing in the first epochs. */
        public Config withFrozenEpochs(int epochs) {
            return new Config(in, hidden, bottleneck, out, batchNorm, normLastLayer, layers, epochs);
        }
    }

    /** A head without weights yet. */
    public DinoHead(Config config) {
        this.config = config;
        layers = child("layers", ProjectionHead.sequence(blocks(config), Init.normal(STD)));
        last = child(
                "last_layer",
                new WeightNormLinear(
                        config.bottleneck(),
                        config.out(),
                        false,
                        config.normLastLayer(),
                        Linear.init(config.bottleneck())));
    }

    private static List<Block> blocks(Config config) {
        BlockNorm norm = config.batchNorm() ? BlockNorm.BATCH : BlockNorm.NONE;
        List<Block> blocks = new ArrayList<>();
        int given = config.in();
        for (int i = 1; i < config.layers(); i++) {
            blocks.add(Block.of(given, config.hidden(), norm, Activation.GELU));
            given = config.hidden();
        }
        blocks.add(Block.linear(given, config.bottleneck()));
        return blocks;
    }

    @Override
    public Tensor forward(Tensor x) {
        return chain(x, layers, unit, last);
    }

    /**
     * Forgets the last layer's gradients in the first {@code frozenEpochs} epochs, so that the optimiser leaves it as it
     * is; call it after the backward pass.
     *
     * @param epoch from 0
     */
    public void cancelLastLayerGradients(int epoch) {
        if (epoch < config.frozenEpochs()) {
            last.clearGradients();
        }
    }

    @Override
    public String toString() {
        return "DinoHead" + config.toString().substring("Config".length());
    }
}
