package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The prediction head of AIM (El-Nouby et al. 2024, arXiv:2401.08541, section 3.2; as Lightly has it): a linear layer,
 * blocks of two linear layers with GELU between behind a layer norm and beside a shortcut, a layer norm and a linear layer:
 * [..., in] → [..., out]. The first and the last linear layer have no bias. The names are Lightly's, {@code blocks.0.weight}
 * and {@code blocks.1.norm.weight} on; the linear layers start as {@code torch.nn.Linear}.
 */
public final class AimHead extends Layer {
    private final Config config;
    private final Sequential blocks;

    /**
     * Which head.
     *
     * @param in values that go in, at least 1
     * @param hidden width of the blocks, at least 1; 2048
     * @param out values that come out, at least 1; those of a patch
     * @param depth blocks, at least 1; 12
     * @param mlpRatio width between a block's linear layers over that of the block, at least 1; 4
     */
    public record Config(int in, int hidden, int out, int depth, int mlpRatio) {
        /** Checks the ranges. */
        public Config {
            Check.atLeast(1, "in", in);
            Check.atLeast(1, "hidden", hidden);
            Check.atLeast(1, "out", out);
            Check.atLeast(1, "depth", depth);
            Check.atLeast(1, "mlp-ratio", mlpRatio);
        }

        /** The paper's: 12 blocks of width 2048. */
        public static Config of(int in, int out) {
            return new Config(in, 2048, out, 12, 4);
        }
    }

    /** A head without weights yet. */
    public AimHead(Config config) {
        this.config = config;
        Map<String, Layer> layers = new LinkedHashMap<>();
        add(layers, new Linear(config.in(), config.hidden(), false));
        for (int i = 0; i < config.depth(); i++) {
            add(layers, new Block(config.hidden(), Math.multiplyExact(config.mlpRatio(), config.hidden())));
        }
        add(layers, new LayerNorm(config.hidden()));
        add(layers, new Linear(config.hidden(), config.out(), false));
        blocks = child("blocks", new Sequential(layers));
    }

    private static void add(Map<String, Layer> layers, Layer layer) {
        layers.put(Integer.toString(layers.size()), layer);
    }

    @Override
    public Tensor forward(Tensor x) {
        return blocks.forward(x);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return blocks.describe(to, x);
    }

    @Override
    public String toString() {
        return "AimHead" + config.toString().substring("Config".length());
    }

    /** What is added to x: [..., D] → [..., D]. */
    private static final class Block extends Layer {
        private final LayerNorm norm;
        private final Sequential perceptron;

        Block(int width, int hidden) {
            norm = child("norm", new LayerNorm(width));
            Map<String, Layer> layers = new LinkedHashMap<>();
            layers.put("fc1", new Linear(width, hidden));
            layers.put("act", new GELU());
            layers.put("fc2", new Linear(hidden, width));
            perceptron = child("mlp", new Sequential(layers));
        }

        @Override
        public Tensor forward(Tensor x) {
            try (Tensor made = chain(x, norm, perceptron)) {
                return x.add(made);
            }
        }

        @Override
        public <V> V describe(Operations<V> to, V x) {
            return to.add(x, describeChain(to, x, norm, perceptron));
        }
    }
}
