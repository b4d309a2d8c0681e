package dev.selfsame.nn;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A block of a vision transformer, [N, L, D] → [N, L, D]: self-attention, then two linear layers with GELU between, each
 * behind a layer norm and beside a shortcut. Names are those of timm's Block.
 */
final class VisionBlock extends Layer {
    /** All linear layers start so. */
    static final Init FIRST = Init.normal(0.02);

    static final double EPS = 1e-6;

    private final Layer[] attention;
    private final Layer[] perceptron;

    VisionBlock(VisionTransformerConfig config, int block) {
        int width = config.width();
        double rate = DropPath.rate(config.dropPath(), block, config.depth());
        LayerNorm first = child("norm1", new LayerNorm(width, EPS));
        Attention mixing = child("attn", new Attention(width, config.heads(), config.qkvBias()));
        Layer firstScale = scale("ls1", config);
        DropPath firstDrop = child("drop_path1", new DropPath(rate));
        LayerNorm second = child("norm2", new LayerNorm(width, EPS));
        Map<String, Layer> layers = new LinkedHashMap<>();
        layers.put("fc1", new Linear(width, config.hidden(), true, FIRST));
        layers.put("act", new GELU());
        layers.put("fc2", new Linear(config.hidden(), width, true, FIRST));
        Layer making = child("mlp", new Sequential(layers));
        Layer secondScale = scale("ls2", config);
        DropPath secondDrop = child("drop_path2", new DropPath(rate));
        attention = new Layer[] {first, mixing, firstScale, firstDrop};
        perceptron = new Layer[] {second, making, secondScale, secondDrop};
    }

    private Layer scale(String name, VisionTransformerConfig config) {
        return child(
                name, config.layerScale() > 0 ? new LayerScale(config.width(), config.layerScale()) : new Identity());
    }

    @Override
    public Tensor forward(Tensor x) {
        try (Tensor mixed = chain(x, attention);
                Tensor at = x.add(mixed);
                Tensor made = chain(at, perceptron)) {
            return at.add(made);
        }
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        V at = to.add(x, describeChain(to, x, attention));
        return to.add(at, describeChain(to, at, perceptron));
    }

    /** Self-attention of several heads, as in {@link SelfAttention}, under timm's names. */
    private static final class Attention extends Layer {
        private final AttentionHeads heads;
        private final Linear in;
        private final Linear out;

        Attention(int width, int heads, boolean bias) {
            this.heads = new AttentionHeads(width, heads);
            in = child("qkv", new Linear(width, 3 * width, bias, FIRST));
            out = child("proj", new Linear(width, width, true, FIRST));
        }

        @Override
        public Tensor forward(Tensor x) {
            try (Scope scope = new Scope()) {
                return scope.keep(out.forward(heads.mix(in.forward(x))));
            }
        }

        @Override
        public <V> V describe(Operations<V> to, V x) {
            return out.describe(to, heads.describe(to, in.describe(to, x)));
        }
    }
}
